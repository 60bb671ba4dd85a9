import { compileExpression, type Expression, isExpression } from '../jsonata/expression.ts'
import { compileTemplate, type Template } from '../jsonata/template.ts'
import type * as node from './program.ts'
import { readResource } from './resources.ts'

type Fields = Readonly<Record<string, unknown>>

/** Turns a definition that was found valid into a Program. */
export function compileProgram(definition: Fields, type: 'STANDARD' | 'EXPRESS'): node.Program {
  const jsonata = definition.QueryLanguage === 'JSONata'
  return {
    type,
    ...some('timeoutSeconds', definition.TimeoutSeconds as number | undefined),
    graph: compileGraph(definition, jsonata),
  }
}

function compileGraph(graph: Fields, machineIsJsonata: boolean): node.Graph {
  const states = new Map<string, node.StateNode>()
  for (const [name, state] of Object.entries(graph.States as Record<string, Fields>)) {
    states.set(name, compileState(name, state, machineIsJsonata))
  }
  return { startAt: String(graph.StartAt), states }
}

function compileState(name: string, state: Fields, machineIsJsonata: boolean): node.StateNode {
  const jsonata = state.QueryLanguage === undefined ? machineIsJsonata : state.QueryLanguage === 'JSONata'
  const template = (field: string) => compileField(state, field, field, jsonata)
  const common: node.AnyNode = {
    name,
    jsonata,
    ...some('next', state.Next as string | undefined),
    // Without paths, a JSONPath state's Result, Parameters or ResultSelector is its output as it stands.
    ...some('output', jsonata ? template('Output') : literalOutput(state)),
    ...some('assign', compileAssign(state, '', jsonata)),
  }
  switch (state.Type) {
    case 'Pass':
    case 'Succeed':
      return { ...common, type: state.Type }
    case 'Fail':
      return { ...common, type: 'Fail', ...some('error', template('Error')), ...some('cause', template('Cause')) }
    case 'Wait':
      return {
        ...common,
        type: 'Wait',
        ...some('seconds', template('Seconds')),
        ...some('timestamp', template('Timestamp')),
      }
    case 'Choice':
      return {
        ...common,
        type: 'Choice',
        rules: (state.Choices as Fields[]).map(compileRule),
        ...some('default', state.Default as string | undefined),
      }
    case 'Task':
      return compileTask(state, common)
    case 'Parallel':
      return {
        ...common,
        ...compileRecovery(state, jsonata),
        type: 'Parallel',
        ...some('arguments', template(jsonata ? 'Arguments' : 'Parameters')),
        branches: (state.Branches as Fields[]).map((branch) => compileGraph(branch, machineIsJsonata)),
      }
    default:
      return compileMap(state, common, machineIsJsonata)
  }
}

function compileTask(state: Fields, common: node.AnyNode): node.TaskNode {
  const { jsonata } = common
  const resource = String(state.Resource)
  const task = readResource(resource)
  if (task === undefined) throw new TypeError(`The Resource "${resource}" was not checked before it was compiled.`)
  const credentials = (state.Credentials ?? {}) as Fields
  return {
    ...common,
    ...compileRecovery(state, jsonata),
    type: 'Task',
    resource,
    task,
    ...some('arguments', compileField(state, jsonata ? 'Arguments' : 'Parameters', 'Arguments', jsonata)),
    ...some('timeoutSeconds', compileField(state, 'TimeoutSeconds', 'TimeoutSeconds', jsonata)),
    ...some('heartbeatSeconds', compileField(state, 'HeartbeatSeconds', 'HeartbeatSeconds', jsonata)),
    ...some('credentialsRoleArn', compileField(credentials, 'RoleArn', 'Credentials/RoleArn', jsonata)),
  }
}

function compileMap(state: Fields, common: node.AnyNode, machineIsJsonata: boolean): node.MapNode {
  const { jsonata } = common
  const template = (field: string) => compileField(state, field, field, jsonata)
  return {
    ...common,
    ...compileRecovery(state, jsonata),
    type: 'Map',
    ...some('items', template('Items')),
    ...some('itemSelector', template('ItemSelector') ?? template('Parameters')),
    ...some('maxConcurrency', template('MaxConcurrency')),
    ...some('toleratedFailureCount', template('ToleratedFailureCount')),
    ...some('toleratedFailurePercentage', template('ToleratedFailurePercentage')),
    processor: compileGraph((state.ItemProcessor ?? state.Iterator) as Fields, machineIsJsonata),
  }
}

function compileRule(rule: Fields, index: number): node.Rule {
  const prefix = `Choices[${index}]/`
  return {
    condition: compileTemplate(rule.Condition, `${prefix}Condition`, expressionIn),
    next: String(rule.Next),
    ...some('output', compileField(rule, 'Output', `${prefix}Output`, true)),
    ...some('assign', compileAssign(rule, prefix, true)),
  }
}

function compileRecovery(state: Fields, jsonata: boolean): node.Recovery {
  return {
    retry: ((state.Retry ?? []) as Fields[]).map(compileRetrier),
    catch: ((state.Catch ?? []) as Fields[]).map((catcher, index) => {
      const prefix = `Catch[${index}]/`
      return {
        errorEquals: catcher.ErrorEquals as string[],
        next: String(catcher.Next),
        ...some('output', compileField(catcher, 'Output', `${prefix}Output`, jsonata)),
        ...some('assign', compileAssign(catcher, prefix, jsonata)),
      }
    }),
  }
}

/** Defaults: developer guide, "Retrying after an error". */
function compileRetrier(retrier: Fields): node.Retry {
  return {
    errorEquals: retrier.ErrorEquals as string[],
    intervalSeconds: (retrier.IntervalSeconds as number | undefined) ?? 1,
    maxAttempts: (retrier.MaxAttempts as number | undefined) ?? 3,
    backoffRate: (retrier.BackoffRate as number | undefined) ?? 2,
    maxDelaySeconds: (retrier.MaxDelaySeconds as number | undefined) ?? Number.POSITIVE_INFINITY,
    fullJitter: retrier.JitterStrategy === 'FULL',
  }
}

function literalOutput(state: Fields): Template | undefined {
  const output = state.ResultSelector ?? state.Result
  if (output !== undefined || Object.hasOwn(state, 'Result')) return { kind: 'literal', value: output }
  return state.Type === 'Pass' ? compileField(state, 'Parameters', 'Parameters', false) : undefined
}

function compileAssign(fields: Fields, prefix: string, jsonata: boolean): node.Assignment | undefined {
  if (fields.Assign === undefined) return undefined
  return Object.entries(fields.Assign as Fields).map(
    ([name, value]) => [name, compileTemplate(value, `${prefix}Assign/${name}`, reader(jsonata))] as const,
  )
}

function compileField(fields: Fields, key: string, field: string, jsonata: boolean): Template | undefined {
  return Object.hasOwn(fields, key) ? compileTemplate(fields[key], field, reader(jsonata)) : undefined
}

function reader(jsonata: boolean): (text: string) => Expression | undefined {
  return jsonata ? expressionIn : () => undefined
}

function expressionIn(text: string): Expression | undefined {
  return isExpression(text) ? compileExpression(text) : undefined
}

/** A property that is there only when it has a value. */
function some<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V }
}
