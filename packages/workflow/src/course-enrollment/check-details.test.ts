import { createExecution, parseDefinition } from 'asl'
import { expect, test } from 'vitest'
import { context } from '../execution.fixture.ts'
import { checks } from '../lambdas.ts'
import { enrollmentDefinition } from './definition.ts'

const definition = enrollmentDefinition({
  functionArn: ({ name }) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
  stateMachineArn: (name) => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}:live`,
  tableName: 'course-enrollment',
  type: 'STANDARD',
})
const resultOf = (field: string) => ({
  field,
  value: null,
  problems: [{ code: `${field.toUpperCase()}_MISSING`, message: 'm' }],
})

/** What ValidateDetails gives its Lambda where every check refuses its field and no course is asked for that can be one. */
async function argumentsOfValidation(): Promise<Record<string, unknown>> {
  const program = parseDefinition(JSON.stringify(definition), 'STANDARD')
  const execution = createExecution(program, { ...context, input: '{"Course":false}' })
  let { commands } = await execution.apply({ type: 'start' }, 1000)
  const answers = new Map<string, string>(
    Object.values(checks).map(({ name, field }) => [name, JSON.stringify(resultOf(field))]),
  )
  // The last check answers first.
  for (const command of commands.toReversed()) {
    if (command.type !== 'runTask') continue
    const output = answers.get(command.resource.replace(/.*:/, '')) ?? 'null'
    ;({ commands } = await execution.apply({ type: 'taskSucceeded', task: command.task, output }, 2000))
  }
  const validation = commands.find((command) => command.type === 'runTask')
  return JSON.parse(validation?.input ?? 'null')
}

test('every result is called by its field, in the order of the list, whichever comes first', async () => {
  const fields = Object.values(checks).map(({ field }) => field)
  const given = await argumentsOfValidation()
  expect(given.checks).toEqual(Object.fromEntries(fields.map((field) => [field, resultOf(field)])))
  expect(Object.keys(given.checks as object)).toEqual(fields)
})

test('the version of validate-details before gets the three results that it takes, by its own names', async () => {
  const given = await argumentsOfValidation()
  expect(given).toMatchObject({ name: resultOf('Name'), email: resultOf('Email'), payment: resultOf('Payment') })
})
