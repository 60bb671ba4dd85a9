import { describe, expect, test } from 'vitest'
import { suppressions } from '../suppressions.ts'
import { PRODUCTION } from './production.ts'
import { dynamoDbRules } from './rules/dynamodb.ts'
import { iamRules } from './rules/iam.ts'
import { lambdaRules } from './rules/lambda.ts'
import { logAndAlarmRules } from './rules/logs-and-alarms.ts'
import { queueAndKeyRules } from './rules/queues-and-keys.ts'
import { stepFunctionsRules } from './rules/step-functions.ts'
import { synthesize } from './synthesized.ts'

const rules = [
  ...[stepFunctionsRules, lambdaRules, dynamoDbRules, logAndAlarmRules, queueAndKeyRules, iamRules].flat(),
].flatMap(({ ids, ...rule }) => ids.map((id) => ({ id, ...rule })))

const { resources } = synthesize({ stage: 'prod', file: PRODUCTION })

/** Where the stacks violate a rule, as `stack/type`. */
function faults(id: string): string[] {
  const rule = rules.find((candidate) => candidate.id === id)
  if (rule === undefined) throw new Error(`The rule ${id} does not exist.`)
  const found = resources.filter((resource) => rule.of.includes(resource.type) && !rule.met(resource, resources))
  return [...new Set(found.map(({ stack, type }) => `${stack}/${type}`))].sort()
}

function suppressed(id: string): string[] {
  return suppressions
    .filter((suppression) => suppression.rules.includes(id))
    .flatMap(({ stacks, resource }) => stacks.map((stack) => `${stack}/${resource}`))
    .sort()
}

test.each(rules)('$id ($asks) is met, or suppressed where it is not', ({ id }) => {
  expect(faults(id)).toEqual(suppressed(id))
})

describe('the table of suppressions', () => {
  test('names rules that are checked', () => {
    const unknown = suppressions
      .flatMap((suppression) => suppression.rules)
      .filter((id) => rules.every((rule) => rule.id !== id))
    expect(unknown).toEqual([])
  })

  test('gives a reason of at least one sentence', () => {
    for (const { reason } of suppressions) expect(reason).toMatch(/^[A-Z].{20,}\.$/)
  })
})

test.each(rules)('$id is about something that the stacks have', ({ of }) => {
  expect(resources.some(({ type }) => of.includes(type))).toBe(true)
})

test('every rule is checked once', () => {
  const ids = rules.map(({ id }) => id)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})
