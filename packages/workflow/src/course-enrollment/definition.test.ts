import validate from 'asl-validator'
import { describe, expect, test } from 'vitest'
import { checks, LIVE_ALIAS, lambdas } from '../lambdas.ts'
import { enrollmentDefinition } from './definition.ts'

const definition = enrollmentDefinition({
  functionArn: ({ name }) => `arn:aws:lambda:us-east-1:000000000000:function:${name}:${LIVE_ALIAS}`,
  stateMachineArn: (name) => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}:live`,
  tableName: 'course-enrollment',
  type: 'STANDARD',
})

interface AnyState {
  Type: string
  Resource?: string
  TimeoutSeconds?: number
  Retry?: { ErrorEquals: string[] }[]
  Catch?: { ErrorEquals: string[] }[]
  Branches?: { States: Record<string, AnyState> }[]
}

/** Every state by its name, those in branches too. */
function statesOf(states: Record<string, AnyState>): [string, AnyState][] {
  return Object.entries(states).flatMap(([name, state]) => [
    [name, state] as [string, AnyState],
    ...(state.Branches ?? []).flatMap((branch) => statesOf(branch.States)),
  ])
}
const states = statesOf(definition.States as unknown as Record<string, AnyState>)
const tasks = states.filter(([, { Type }]) => Type === 'Task')

test('the definition is valid Amazon States Language', () => {
  // The validator modifies its argument.
  const { isValid, errors } = validate(structuredClone(definition))
  expect(errors).toEqual([])
  expect(isValid).toBe(true)
})

test('the states have the names of the article', () => {
  const names = states.map(([name]) => name)
  const lookUps = Object.keys(checks)
  expect(lookUps.slice(0, 3)).toEqual(['LookUpName', 'LookUpEmail', 'LookUpPaymentInfo'])
  expect(names.slice(0, lookUps.length + 3)).toEqual(['CheckDetails', ...lookUps, 'ValidateDetails', 'Decision'])
})

test('the machine and every task have a time limit', () => {
  expect(definition.TimeoutSeconds).toBeGreaterThan(0)
  for (const [name, { TimeoutSeconds }] of tasks) expect(TimeoutSeconds, name).toBeGreaterThan(0)
})

test('a task outlasts its Lambda, so that Lambda reports its own timeout', () => {
  for (const { name, timeoutMs } of lambdas) {
    const task = tasks.find(([, state]) => JSON.stringify(state).includes(`function:${name}:`))
    expect(task?.[1].TimeoutSeconds, name).toBeGreaterThan(timeoutMs / 1000)
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

/**
 * The errors of BatchGetItem, TransactGetItems and TransactWriteItems in DynamoDB's API reference, by their SDK names.
 */
const DYNAMODB_ERRORS = [
  'DynamoDb.IdempotentParameterMismatchException',
  'DynamoDb.InternalServerErrorException',
  'DynamoDb.ProvisionedThroughputExceededException',
  'DynamoDb.RequestLimitExceededException',
  'DynamoDb.ResourceNotFoundException',
  'DynamoDb.SdkClientException',
  'DynamoDb.ThrottlingException',
  'DynamoDb.TransactionCanceledException',
  'DynamoDb.TransactionInProgressException',
  'States.Timeout',
]

describe('errors', () => {
  const permanent = new Set<string>(lambdas.flatMap(({ errors }) => errors.permanent))

  /** What can be thrown at a task: what its Lambda's manifest declares, and what AWS documents. */
  function throwableAt({ Resource = '' }: AnyState): Set<string> {
    const own = lambdas.find(({ name }) => Resource.includes(`function:${name}:`))?.errors
    if (own === undefined) return new Set(DYNAMODB_ERRORS)
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
    const caught = tasks.flatMap(([name, { Catch = [] }]) =>
      Catch.flatMap(({ ErrorEquals }) => ErrorEquals.map((error) => `${name}: ${error}`)),
    )
    expect(caught).toEqual([
      'ValidateDetails: RecordsIncomplete',
      'EnrollStudent: DynamoDb.TransactionCanceledException',
      'ReadOutcome: DynamoDb.TransactionCanceledException',
    ])
  })
})
