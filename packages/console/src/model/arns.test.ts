import { expect, test } from 'vitest'
import { executionArnOf, executionIdOf, functionNameOf, stateMachineArnOf } from './arns.ts'

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:course-enrollment'

test('names an execution by its name, or by its ARN where it is another machine’s', () => {
  const arn = executionArnOf(MACHINE, 'one')
  expect(arn).toBe('arn:aws:states:us-east-1:000000000000:execution:course-enrollment:one')
  expect(executionIdOf(MACHINE, arn)).toBe('one')
  expect(executionIdOf(`${MACHINE}-2`, arn)).toBe(arn)
  expect(executionArnOf(MACHINE, arn)).toBe(arn)
  expect(stateMachineArnOf(arn)).toBe(MACHINE)
})

test('finds the function behind a task', () => {
  expect(functionNameOf('arn:aws:lambda:us-east-1:1:function:check-name:live', undefined)).toBe('check-name')
  expect(functionNameOf('invoke', '{"FunctionName":"arn:aws:lambda:us-east-1:1:function:check-name"}')).toBe(
    'check-name',
  )
  expect(functionNameOf('invoke', '{"FunctionName":"check-name"}')).toBe('check-name')
  expect(functionNameOf('transactWriteItems', '{}')).toBeUndefined()
})
