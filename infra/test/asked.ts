import { keyPrefix } from 'records'
import { statementsOf } from './policies.ts'
import type { Resource } from './synthesized.ts'

/*
 * One line for each thing that a task asks of IAM, read from the definition; and one for each that a policy allows.
 * Both are as deployed: what is compared is what AWS gets.
 */

interface AnyState {
  Resource?: string
  Arguments?: unknown
  Branches?: { States: Record<string, AnyState> }[]
  ItemProcessor?: { States: Record<string, AnyState> }
}

export function asked(machine: Resource): string[] {
  const { States } = JSON.parse(String(machine.at('definition'))) as { States: Record<string, AnyState> }
  return unique(statesOf(States).flatMap(askedBy))
}

function statesOf(states: Record<string, AnyState>): AnyState[] {
  return Object.values(states).flatMap((state) => [
    state,
    ...(state.Branches ?? []).flatMap((branch) => statesOf(branch.States)),
    ...statesOf(state.ItemProcessor?.States ?? {}),
  ])
}

function askedBy({ Resource = '', Arguments }: AnyState): string[] {
  if (Resource === '') return []
  const called = /:function:(.+)$/.exec(Resource)?.[1]
  if (called !== undefined) return [`lambda:InvokeFunction ${called}`]
  // Templates and expressions alike: a template's own quotes are those that its JSON escapes.
  const text = (typeof Arguments === 'string' ? Arguments : JSON.stringify(Arguments)).replaceAll('\\"', '"')
  if (Resource.endsWith(':states:startExecution')) {
    const [, machine, qualifier] = /"StateMachineArn":\s*"[^"]*:stateMachine:([^":]+):([^":]+)"/.exec(text) ?? []
    return [`states:StartExecution ${machine} through ${qualifier}`]
  }
  if (Resource.endsWith(':aws-sdk:sfn:sendTaskSuccess')) return ['states:SendTaskSuccess']
  const operation = /:aws-sdk:dynamodb:(\w+)/.exec(Resource)?.[1]
  if (operation === undefined) throw new Error(`No rule says what ${Resource} asks of IAM: write one.`)
  return dynamoDb(operation, text)
}

/** By the name that IAM has for it: what is inside, for a transaction. */
const INSIDE: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
}

function dynamoDb(operation: string, text: string): string[] {
  const action = `${operation[0]?.toUpperCase()}${operation.slice(1)}`
  if (action.startsWith('Transact')) {
    const parts = text.split(/"(Put|Update|Delete|ConditionCheck|Get)":\s*(?=\{)/).slice(1)
    return parts.flatMap((part, index) =>
      INSIDE[part] === undefined ? [] : line(INSIDE[part], firstKey(parts[index + 1] ?? ''), `within ${action}`),
    )
  }
  const more = [
    ...(text.includes('"IndexName"') ? ['in gsi1'] : []),
    ...(/"Select":\s*['"]COUNT/.test(text) ? ['counted'] : []),
    ...(['BatchGetItem', 'UpdateItem'].includes(action) ? [`of ${attributesIn(text).join()}`] : []),
  ]
  const partitions =
    action === 'BatchGetItem' ? [COURSES, STUDENTS] : [action === 'Query' ? keyIn(text) : firstKey(text)]
  return partitions.flatMap((partition) => line(action, partition, ...more))
}

const COURSES = `${keyPrefix.course}*`
const STUDENTS = `${keyPrefix.student}*`

/** The partition key is that of a student record where it does not begin with a course's prefix. */
function keyIn(text: string): string {
  return text.includes(keyPrefix.course) ? COURSES : STUDENTS
}

function firstKey(text: string): string {
  const key = /"pk":\s*\{"S":(.*?)\}/.exec(text)?.[1]
  if (key === undefined) throw new Error('A request names no partition key.')
  return keyIn(key)
}

/** The attributes that projection, update and condition name. */
function attributesIn(text: string): string[] {
  const names = JSON.parse(/"ExpressionAttributeNames":(\{[^}]*\})/.exec(text)?.[1] ?? '{}') as Record<string, string>
  const expressions = [...text.matchAll(/"(?:Projection|Update|Condition)Expression":\s*"([^"]*)"/g)]
  const words = expressions.flatMap(([, expression = '']) => expression.match(/[#:]?\b\w+/g) ?? [])
  const attributes = words.filter((word) => !/^:|^(?:SET|AND|attribute_exists)$/.test(word))
  return unique(['pk', 'sk', ...attributes.map((word) => names[word] ?? word)])
}

function line(action: string, ...more: string[]): string[] {
  return [[`dynamodb:${action}`, ...more].join(' ')]
}

/** What the policy of a role allows that some task could ask for; not its log, its traces and its key. */
export function allowed(policy: Resource): string[] {
  return unique(
    statementsOf(policy, 'policy').flatMap(({ actions, resources, conditions }) =>
      actions
        .filter((action) => /^(?:dynamodb|lambda|states):/.test(action))
        .flatMap((action) => resources.flatMap((resource) => allowedBy(action, resource, conditions))),
    ),
  )
}

function allowedBy(action: string, resource: string, conditions: Record<string, Record<string, unknown>>): string[] {
  const listed = (operator: string, key: string) => (conditions[operator]?.[key] ?? []) as string[]
  if (action.startsWith('lambda:')) return [`${action} ${/:function:(.+)$/.exec(resource)?.[1]}`]
  if (action === 'states:SendTaskSuccess') return [action]
  if (action === 'states:StartExecution') {
    const qualifiers = listed('ForAnyValue:StringEquals', 'states:StateMachineQualifier')
    return qualifiers.map((it) => `${action} ${/:stateMachine:(.+)$/.exec(resource)?.[1]} through ${it}`)
  }
  const index = /\/index\/(.+)$/.exec(resource)?.[1]
  const attributes = listed('ForAllValues:StringEquals', 'dynamodb:Attributes')
  const more = [
    ...listed('ForAnyValue:StringEquals', 'dynamodb:EnclosingOperation').map((operation) => `within ${operation}`),
    ...(index === undefined ? [] : [`in ${index}`]),
    ...(conditions.StringEquals?.['dynamodb:Select'] === 'COUNT' ? ['counted'] : []),
    ...(attributes.length === 0 ? [] : [`of ${unique(attributes).join()}`]),
  ]
  return listed('ForAllValues:StringLike', 'dynamodb:LeadingKeys').map((key) => [action, key, ...more].join(' '))
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort()
}
