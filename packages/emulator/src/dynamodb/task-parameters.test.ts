import { diagnoseDefinition } from 'asl'
import { expect, test } from 'vitest'
import { optimisedParameters, sdkParameters } from './task-parameters.ts'

const isAccepted = (resource: string) => {
  const state = { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Arguments: {}, End: true }
  const definition = { QueryLanguage: 'JSONata', StartAt: 'S', States: { S: state } }
  return diagnoseDefinition(JSON.stringify(definition), 'STANDARD').every(({ severity }) => severity !== 'ERROR')
}
const action = (operation: string) => operation.charAt(0).toLowerCase() + operation.slice(1)

test('every operation that a task can run is accepted in a definition', () => {
  expect(Object.keys(sdkParameters).filter((name) => !isAccepted(`aws-sdk:dynamodb:${action(name)}`))).toEqual([])
  expect(Object.keys(optimisedParameters).filter((name) => !isAccepted(`dynamodb:${action(name)}`))).toEqual([])
})

test.each(['createTable', 'deleteTable', 'executeStatement', 'updateTable', 'listBackups', 'nonsense'])(
  'aws-sdk:dynamodb:%s, which no task can run, is refused with the definition',
  (name) => {
    expect(isAccepted(`aws-sdk:dynamodb:${name}`)).toBe(false)
    expect(Object.keys(sdkParameters).map(action)).not.toContain(name)
  },
)
