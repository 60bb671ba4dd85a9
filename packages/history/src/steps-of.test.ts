import { expect, test } from 'vitest'
import {
  caughtTransaction,
  enrolled,
  failedInOneBranch,
  failedIteration,
  REQUEST,
  redriven,
  running,
} from '../fixtures/histories.ts'
import { awaitsRetry, type Step, type Steps } from './step.ts'
import { stepsOf } from './steps-of.ts'

function statuses(steps: Steps): Record<string, string> {
  return Object.fromEntries(steps.all.map(({ state, status }) => [state, status]))
}

function named(steps: Steps, state: string): Step {
  const step = steps.all.find((candidate) => candidate.state === state)
  if (step === undefined) throw new Error(`No step ${state}`)
  return step
}

test('puts branches below their Parallel, and continues beside it', () => {
  const { roots } = stepsOf(enrolled())
  expect(roots.map(({ state }) => state)).toEqual([
    'CheckDetails',
    'ValidateDetails',
    'Decision',
    'EnrollStudent',
    'Enrolled',
  ])
  expect(
    roots[0]?.groups.map(({ kind, index, status, steps }) => [kind, index, status, steps.map((s) => s.state)]),
  ).toEqual([
    ['branch', 0, 'succeeded', ['LookUpName']],
    ['branch', 1, 'succeeded', ['LookUpEmail']],
    ['branch', 2, 'succeeded', ['LookUpPaymentInfo']],
  ])
})

test('numbers branches as the definition does, not as they started', () => {
  const order = ['LookUpPaymentInfo', 'LookUpName', 'LookUpEmail']
  const { roots } = stepsOf(enrolled(), (_parallel, first) => order.indexOf(first))
  expect(roots[0]?.groups.map(({ index }) => index)).toEqual([1, 2, 0])
})

test('has the input, output and variables of a state, and the input and result of its task', () => {
  const step = named(stepsOf(enrolled()), 'ValidateDetails')
  expect(step).toMatchObject({
    status: 'succeeded',
    input: REQUEST,
    output: '{"enroll":true}',
    assigned: { decision: '{"enroll":true}' },
  })
  expect(step.attempts).toMatchObject([{ number: 1, status: 'succeeded', input: REQUEST, output: '{"enroll":true}' }])
})

test('takes the parameters of a service integration for its input', () => {
  expect(named(stepsOf(enrolled()), 'EnrollStudent').attempts).toMatchObject([
    { input: '{"TransactItems":[]}', resource: 'transactWriteItems' },
  ])
})

test('marks only the failing branch failed, and what was open beside it aborted', () => {
  const steps = stepsOf(failedInOneBranch())
  expect(statuses(steps)).toEqual({
    CheckDetails: 'failed',
    LookUpName: 'succeeded',
    LookUpEmail: 'failed',
    LookUpPaymentInfo: 'aborted',
  })
  expect(named(steps, 'CheckDetails').groups.map(({ status }) => status)).toEqual(['succeeded', 'failed', 'aborted'])
})

test('keeps every attempt with its error', () => {
  const { attempts, error } = named(stepsOf(failedInOneBranch()), 'LookUpEmail')
  expect(attempts.map(({ number, status, error }) => [number, status, error])).toEqual([
    [1, 'failed', 'Lambda.TooManyRequestsException'],
    [2, 'failed', 'Lambda.TooManyRequestsException'],
    [3, 'failed', 'Lambda.TooManyRequestsException'],
  ])
  expect(error).toBe('Lambda.TooManyRequestsException')
})

test('shows what still runs as running, and the branches that are done as done', () => {
  const steps = stepsOf(running())
  expect(statuses(steps)).toEqual({
    CheckDetails: 'running',
    LookUpName: 'succeeded',
    LookUpEmail: 'succeeded',
    LookUpPaymentInfo: 'running',
  })
  expect(named(steps, 'CheckDetails').groups.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'running'])
})

test('says that a failed task awaits its retry', () => {
  const step = named(stepsOf(failedInOneBranch().slice(0, 15)), 'LookUpEmail')
  expect(step.status).toBe('running')
  expect(awaitsRetry(step)).toBe(true)
})

test('distinguishes a caught failure from a success', () => {
  const steps = stepsOf(caughtTransaction())
  expect(named(steps, 'EnrollStudent')).toMatchObject({
    status: 'caught',
    error: 'DynamoDb.TransactionCanceledException',
  })
  expect(named(steps, 'ReadOutcome').status).toBe('succeeded')
})

test('puts the states of a Map below the iteration that they belong to', () => {
  const steps = stepsOf(failedIteration())
  const { groups, status } = named(steps, 'Each')
  expect(status).toBe('failed')
  expect(
    groups.map(({ kind, index, status, steps }) => [kind, index, status, steps.map((s) => [s.state, s.status])]),
  ).toEqual([
    ['iteration', 0, 'succeeded', [['Look', 'succeeded']]],
    [
      'iteration',
      1,
      'failed',
      [
        ['Look', 'succeeded'],
        ['Refuse', 'failed'],
      ],
    ],
  ])
})

test('aborts all that is open when the execution is stopped', () => {
  const history = running()
  const last = history.at(-1)
  const stopped = { id: 99, previousEventId: 0, type: 'ExecutionAborted', timestamp: (last?.timestamp ?? 0) + 5 }
  expect(statuses(stepsOf([...history, stopped]))).toEqual({
    CheckDetails: 'aborted',
    LookUpName: 'succeeded',
    LookUpEmail: 'succeeded',
    LookUpPaymentInfo: 'aborted',
  })
})

test('resumes a redriven task as a further attempt', () => {
  const step = named(stepsOf(redriven()), 'ValidateDetails')
  expect(step.status).toBe('succeeded')
  expect(step.error).toBeUndefined()
  expect(step.attempts.map(({ status }) => status)).toEqual(['failed', 'succeeded'])
})

test('calls the task that failed a branch failed, though its history says aborted', () => {
  const history = failedInOneBranch().slice(0, -2)
  const failed = history.at(-1)?.id ?? 0
  const at = (history.at(-1)?.timestamp ?? 0) + 1
  const steps = stepsOf([
    ...history,
    { id: 90, previousEventId: failed, type: 'TaskStateAborted', timestamp: at },
    { id: 91, previousEventId: 90, type: 'ParallelStateFailed', timestamp: at },
    { id: 92, previousEventId: 91, type: 'ExecutionFailed', timestamp: at, executionFailedEventDetails: {} },
  ])
  expect(statuses(steps)).toMatchObject({ LookUpEmail: 'failed', LookUpPaymentInfo: 'aborted', CheckDetails: 'failed' })
})

test('begins a new attempt when a Parallel is retried', () => {
  const history = failedInOneBranch().slice(0, -2)
  const failed = history.at(-1)?.id ?? 0
  const at = (history.at(-1)?.timestamp ?? 0) + 1000
  const steps = stepsOf([
    ...history,
    { id: 90, previousEventId: failed, type: 'ParallelStateStarted', timestamp: at },
    {
      id: 91,
      previousEventId: 90,
      type: 'TaskStateEntered',
      timestamp: at,
      stateEnteredEventDetails: { name: 'LookUpEmail' },
    },
  ])
  const { attempts, groups, status } = named(steps, 'CheckDetails')
  expect(status).toBe('running')
  expect(attempts.map((attempt) => attempt.status)).toEqual(['failed', 'running'])
  expect(groups.map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, 'succeeded'],
    [1, 'failed'],
    [1, 'aborted'],
    [2, 'running'],
  ])
})

test('gives a failed expression to the state that it names, before any task ran', () => {
  const steps = stepsOf([
    {
      id: 1,
      previousEventId: 0,
      type: 'ExecutionStarted',
      timestamp: 0,
      executionStartedEventDetails: { input: '{}' },
    },
    {
      id: 2,
      previousEventId: 0,
      type: 'PassStateEntered',
      timestamp: 1,
      stateEnteredEventDetails: { name: 'Shape', input: '{}' },
    },
    {
      id: 3,
      previousEventId: 0,
      type: 'EvaluationFailed',
      timestamp: 2,
      evaluationFailedEventDetails: {
        state: 'Shape',
        location: 'Output',
        error: 'States.QueryEvaluationError',
        cause: 'No',
      },
    },
    { id: 4, previousEventId: 3, type: 'ExecutionFailed', timestamp: 3, executionFailedEventDetails: {} },
  ])
  expect(named(steps, 'Shape')).toMatchObject({
    status: 'failed',
    error: 'States.QueryEvaluationError',
    eventIds: [2, 3],
  })
})

test('enters the states of a redrive in the branches that they had been aborted in', () => {
  const at = 5000
  const entered = (id: number, previousEventId: number, type: string, name: string) => ({
    id,
    previousEventId,
    type,
    timestamp: at + id,
    stateEnteredEventDetails: { name, input: '{}' },
  })
  const steps = stepsOf([
    entered(2, 0, 'ParallelStateEntered', 'Both'),
    { id: 3, previousEventId: 2, type: 'ParallelStateStarted', timestamp: at },
    entered(4, 3, 'WaitStateEntered', 'Hold'),
    entered(5, 3, 'FailStateEntered', 'Refuse'),
    { id: 6, previousEventId: 5, type: 'ParallelStateFailed', timestamp: at },
    { id: 7, previousEventId: 6, type: 'ExecutionFailed', timestamp: at, executionFailedEventDetails: {} },
    { id: 8, previousEventId: 7, type: 'ExecutionRedriven', timestamp: at, executionRedrivenEventDetails: {} },
    entered(9, 8, 'WaitStateEntered', 'Hold'),
    entered(10, 8, 'FailStateEntered', 'Refuse'),
  ])
  const { status, groups } = named(steps, 'Both')
  expect(status).toBe('running')
  expect(groups.map((group) => group.steps.map((step) => [step.id, step.state, step.status]))).toEqual([
    [
      [4, 'Hold', 'aborted'],
      [9, 'Hold', 'running'],
    ],
    [
      [5, 'Refuse', 'failed'],
      [10, 'Refuse', 'running'],
    ],
  ])
})

test('fails again what a redrive resumed in a branch', () => {
  const stopped = running()
  const at = (stopped.at(-1)?.timestamp ?? 0) + 100
  const resource = 'arn:aws:lambda:us-east-1:000000000000:function:check-payment:live'
  const steps = stepsOf([
    ...stopped,
    { id: 90, previousEventId: 0, type: 'ExecutionAborted', timestamp: at },
    { id: 91, previousEventId: 90, type: 'ExecutionRedriven', timestamp: at },
    {
      id: 92,
      previousEventId: 91,
      type: 'LambdaFunctionScheduled',
      timestamp: at,
      lambdaFunctionScheduledEventDetails: { resource },
    },
    { id: 93, previousEventId: 92, type: 'LambdaFunctionFailed', timestamp: at, lambdaFunctionFailedEventDetails: {} },
    { id: 94, previousEventId: 93, type: 'ParallelStateFailed', timestamp: at },
    { id: 95, previousEventId: 94, type: 'ExecutionFailed', timestamp: at, executionFailedEventDetails: {} },
  ])
  expect(statuses(steps)).toMatchObject({
    CheckDetails: 'failed',
    LookUpPaymentInfo: 'failed',
    LookUpEmail: 'succeeded',
  })
})
