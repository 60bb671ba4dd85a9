import validate from 'asl-validator'
import { describe, expect, test } from 'vitest'
import { definitions } from './definitions.ts'
import { checks, LIVE_ALIAS, lambdas } from './lambdas.ts'
import { STATE_MACHINE } from './state-machines.ts'

const all = (type: 'STANDARD' | 'EXPRESS') =>
  definitions({
    functionArn: ({ name }) => `arn:aws:lambda:us-east-1:000000000000:function:${name}:${LIVE_ALIAS}`,
    stateMachineArn: (name) => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}:${LIVE_ALIAS}`,
    tableName: 'course-enrollment',
    type,
  })
const express = all('EXPRESS')[STATE_MACHINE]

interface AnyState {
  Type: string
  Resource?: string
  TimeoutSeconds?: number | string
  Retry?: { ErrorEquals: string[] }[]
  Catch?: { ErrorEquals: string[] }[]
  Branches?: { States: Record<string, AnyState> }[]
  ItemProcessor?: { States: Record<string, AnyState> }
}

/** Every state by its name, those in branches too. */
function statesOf(states: Record<string, AnyState>): [string, AnyState][] {
  return Object.entries(states).flatMap(([name, state]) => [
    [name, state] as [string, AnyState],
    ...(state.Branches ?? []).flatMap((branch) => statesOf(branch.States)),
    ...statesOf(state.ItemProcessor?.States ?? {}),
  ])
}
const statesIn = ({ States }: object & { States: object }) => statesOf(States as Record<string, AnyState>)
const isTask = ([, { Type }]: [string, AnyState]) => Type === 'Task'

const enrollmentStates = statesIn(all('STANDARD')[STATE_MACHINE])
const machines = [...Object.entries(all('STANDARD')), ['course-enrollment as Express', express] as const]
const tasks = machines.flatMap(([, definition]) => statesIn(definition).filter(isTask))

test.each(machines)('%s is valid Amazon States Language', (_, definition) => {
  // The validator modifies its argument.
  const { isValid, errors } = validate(structuredClone(definition))
  expect(errors).toEqual([])
  expect(isValid).toBe(true)
})

test('the states have the names of the article', () => {
  const names = enrollmentStates.map(([name]) => name)
  const lookUps = Object.keys(checks)
  expect(lookUps.slice(0, 3)).toEqual(['LookUpName', 'LookUpEmail', 'LookUpPaymentInfo'])
  expect(names.slice(0, lookUps.length + 3)).toEqual(['CheckDetails', ...lookUps, 'ValidateDetails', 'Decision'])
})

test('every task has a time limit; a machine has one only where nothing in it waits for people', () => {
  for (const [name, { TimeoutSeconds }] of tasks) {
    if (typeof TimeoutSeconds === 'string') expect(TimeoutSeconds, name).toMatch(/^\{% \$max\(\[1, /)
    else expect(TimeoutSeconds, name).toBeGreaterThan(0)
  }
  expect(machines.filter(([, { TimeoutSeconds }]) => TimeoutSeconds !== undefined)).toEqual([
    ['course-enrollment as Express', express],
  ])
})

test('an Express workflow waits for nobody, and never returns to a state that it does not have', () => {
  expect(JSON.stringify(express)).not.toMatch(/waitForTaskToken|HoldSeat|JoinWaitlist/)
})

test('a task outlasts its Lambda, so that Lambda reports its own timeout', () => {
  for (const { name, timeoutMs } of lambdas) {
    const own = tasks.filter(([, state]) => JSON.stringify(state).includes(`function:${name}:`))
    expect(own.length, name).toBeGreaterThan(0)
    for (const [state, { TimeoutSeconds }] of own) expect(TimeoutSeconds, state).toBeGreaterThan(timeoutMs / 1000)
  }
})

/**
 * What a Lambda task can report but for what its function throws: Step Functions and Lambda guides, "Error handling".
 */
const LAMBDA_ERRORS = [
  'Lambda.AWSLambdaException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.SdkClientException',
  'Lambda.ServiceException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  'Runtime.ExitError',
  'Runtime.OutOfMemory',
  'Sandbox.Timedout',
  'States.Timeout',
]

/** The errors of the operations in use, in DynamoDB's API reference, by their SDK names. */
const DYNAMODB_ERRORS = [
  'DynamoDb.ConditionalCheckFailedException',
  'DynamoDb.IdempotentParameterMismatchException',
  'DynamoDb.InternalServerErrorException',
  'DynamoDb.ProvisionedThroughputExceededException',
  'DynamoDb.RequestLimitExceededException',
  'DynamoDb.ResourceNotFoundException',
  'DynamoDb.SdkClientException',
  'DynamoDb.ThrottlingException',
  'DynamoDb.TransactionCanceledException',
  'DynamoDb.TransactionConflictException',
  'DynamoDb.TransactionInProgressException',
  'States.Timeout',
]

/** The errors of StartExecution and SendTaskSuccess in the API reference of Step Functions, by their names in the two integrations. */
const STEP_FUNCTIONS_ERRORS = [
  'Sfn.InvalidTokenException',
  'Sfn.SdkClientException',
  'Sfn.TaskDoesNotExistException',
  'Sfn.TaskTimedOutException',
  'Sfn.ThrottlingException',
  'StepFunctions.SdkClientException',
  'StepFunctions.ThrottlingException',
  'States.Timeout',
]

describe('errors', () => {
  const permanent = new Set<string>(lambdas.flatMap(({ errors }) => errors.permanent))

  /** What can be thrown at a task: what its Lambda's manifest declares, and what AWS documents. */
  function throwableAt({ Resource = '' }: AnyState): Set<string> {
    const own = lambdas.find(({ name }) => Resource.includes(`function:${name}:`))?.errors
    if (own === undefined) return new Set(Resource.includes(':dynamodb:') ? DYNAMODB_ERRORS : STEP_FUNCTIONS_ERRORS)
    return new Set([...LAMBDA_ERRORS, ...own.transient, ...own.permanent])
  }

  test('every error that is retried or caught can be thrown there, and there is no wildcard', () => {
    for (const [state, task] of tasks) {
      const { Retry = [], Catch = [] } = task
      const named = [...Retry, ...Catch].flatMap(({ ErrorEquals }) => ErrorEquals)
      const throwable = throwableAt(task)
      expect(
        named.filter((name) => !throwable.has(name)),
        state,
      ).toEqual([])
      expect(
        named.filter((name) => /^States\.(ALL|TaskFailed|Runtime)$/.test(name)),
        state,
      ).toEqual([])
    }
  })

  test('nothing permanent is retried', () => {
    const retried = tasks.flatMap(([, { Retry = [] }]) => Retry.flatMap(({ ErrorEquals }) => ErrorEquals))
    expect(retried.filter((name) => permanent.has(name))).toEqual([])
  })

  test('every transient error of a Lambda is retried by the state it serves', () => {
    for (const { name, errors } of lambdas) {
      const task = tasks.find(([, state]) => JSON.stringify(state).includes(`function:${name}:`))
      const retried = task?.[1].Retry?.flatMap(({ ErrorEquals }) => ErrorEquals) ?? []
      expect(retried).toEqual(expect.arrayContaining([...errors.transient]))
    }
  })

  test('only what the workflow itself can fix is caught: any other error fails the execution, where a redrive resumes', () => {
    const caught = new Set(tasks.flatMap(([, { Catch = [] }]) => Catch.flatMap(({ ErrorEquals }) => ErrorEquals)))
    expect([...caught].sort()).toEqual([
      'DynamoDb.ConditionalCheckFailedException',
      'DynamoDb.TransactionCanceledException',
      'RecordsIncomplete',
      'Sfn.InvalidTokenException',
      'Sfn.TaskDoesNotExistException',
      'Sfn.TaskTimedOutException',
      'States.Timeout',
    ])
  })

  test('a wait that is over is no error: it is caught, and never retried', () => {
    const waits = tasks.filter(([, { Resource = '' }]) => Resource.endsWith('.waitForTaskToken'))
    expect(waits.map(([name]) => name)).toEqual(['AwaitPayment', 'AwaitSeat'])
    for (const [, { Retry = [], Catch = [] }] of waits) {
      expect(Retry.flatMap(({ ErrorEquals }) => ErrorEquals)).not.toContain('States.Timeout')
      expect(Catch[0]?.ErrorEquals).toEqual(['States.Timeout'])
    }
  })
})
