import validate from 'asl-validator'
import { describe, expect, test } from 'vitest'
import { enrollmentDefinition } from './definition.ts'
import { LIVE_ALIAS, lambdas } from './lambdas.ts'
import { TRANSACTION_CANCELLED, transientErrors } from './retry.ts'

const definition = enrollmentDefinition({
  functionArn: ({ name }) => `arn:aws:lambda:us-east-1:000000000000:function:${name}:${LIVE_ALIAS}`,
  tableName: 'course-enrollment',
})

interface AnyState {
  Type: string
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
  // The validator writes into what it is given.
  const { isValid, errors } = validate(structuredClone(definition))
  expect(errors).toEqual([])
  expect(isValid).toBe(true)
})

test('the states have the names of the article', () => {
  const names = states.map(([name]) => name)
  expect(names.slice(0, 6)).toEqual([
    'CheckDetails',
    'LookUpName',
    'LookUpEmail',
    'LookUpPaymentInfo',
    'ValidateDetails',
    'Decision',
  ])
})

test('the machine and every task have a time limit', () => {
  expect(definition.TimeoutSeconds).toBeGreaterThan(0)
  for (const [name, { TimeoutSeconds }] of tasks) expect(TimeoutSeconds, name).toBeGreaterThan(0)
})

test('a task outlasts its Lambda, so that Lambda tells of its own timeout', () => {
  for (const { name, timeoutMs } of lambdas) {
    const task = tasks.find(([, state]) => JSON.stringify(state).includes(`function:${name}:`))
    expect(task?.[1].TimeoutSeconds, name).toBeGreaterThan(timeoutMs / 1000)
  }
})

describe('errors', () => {
  // What can be thrown at a task: what its Lambda's manifest declares, and what the services are documented to report.
  const platform = new Set<string>([...Object.values(transientErrors).flat(), TRANSACTION_CANCELLED])
  const throwable = new Set([...platform, ...lambdas.flatMap(({ errors }) => errors.transient)])
  const permanent = new Set<string>(lambdas.flatMap(({ errors }) => errors.permanent))

  test('every name that is retried or caught can be thrown, and a wildcard is nowhere', () => {
    const named = tasks.flatMap(([, { Retry = [], Catch = [] }]) =>
      [...Retry, ...Catch].flatMap(({ ErrorEquals }) => ErrorEquals),
    )
    expect(named.filter((name) => !throwable.has(name))).toEqual([])
    expect(named.filter((name) => /^States\.(ALL|TaskFailed|Runtime)$/.test(name))).toEqual([])
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

  test('only a cancelled transaction is caught: what else is left fails the execution where a redrive resumes', () => {
    const caught = tasks.flatMap(([name, { Catch = [] }]) =>
      Catch.flatMap(({ ErrorEquals }) => ErrorEquals.map((error) => `${name}: ${error}`)),
    )
    expect(caught).toEqual([`EnrollStudent: ${TRANSACTION_CANCELLED}`, `ReadOutcome: ${TRANSACTION_CANCELLED}`])
  })
})
