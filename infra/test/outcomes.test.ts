import { expect, test } from 'vitest'
import { stateMachines } from 'workflow'
import { type Resource, synthesize } from './synthesized.ts'

const { resources, only } = synthesize()
const rules = resources.filter(({ type }) => type === 'aws_cloudwatch_event_rule')
const targets = resources.filter(({ type }) => type === 'aws_cloudwatch_event_target')

/** EventBridge's wildcard: any text in place of each *. */
function matches(wildcard: string, text: string): boolean {
  const pattern = wildcard.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${pattern.join('.*')}$`, 's').test(text)
}

interface Detail {
  stateMachineArn: string[]
  output?: { wildcard: string }[]
}

const detailOf = (rule: Resource) => (JSON.parse(String(rule.at('event_pattern'))) as { detail: Detail }).detail

function outcomesOf(output: string, machine = 'course-enrollment'): string[] {
  return rules.flatMap((rule) => {
    const { stateMachineArn, output: patterns = [] } = detailOf(rule)
    const isOfMachine = stateMachineArn.some((arn) => arn.endsWith(`:stateMachine:dev-${machine}`))
    return isOfMachine && patterns.some(({ wildcard }) => matches(wildcard, output)) ? [rule.id] : []
  })
}

test.each([
  ['outcome-enrolled', { status: 'ENROLLED', course: 'c', student: { name: 'n', email: 'e' } }],
  ['outcome-cancelled', { status: 'CANCELLED', course: null, reasons: [] }],
  ['outcome-enrolled', { course: 'c', status: 'ENROLLED' }],
])('an execution that ends %s is published as that alone', (rule, output) => {
  expect(outcomesOf(JSON.stringify(output))).toEqual([rule])
})

const student = { name: 'n', email: 'e' }

test.each([
  ['course-enrollment', 'outcome-awaiting-payment', { status: 'AWAITING_PAYMENT', student, alreadyEnrolled: true }],
  ['course-enrollment', 'outcome-waitlisted', { status: 'WAITLISTED', student, position: 1 }],
  ['course-withdrawal', 'outcome-withdrawn', { status: 'WITHDRAWN', student, was: 'ENROLLED' }],
  ['course-withdrawal', 'outcome-not-enrolled', { status: 'NOT_ENROLLED', course: null, reasons: [] }],
  [
    'payment-received',
    'outcome-received',
    { status: 'RECEIVED', email: 'e', enrollments: [{ course: 'c', status: 'ENROLLED' }] },
  ],
  ['payment-received', 'outcome-student-unknown', { status: 'STUDENT_UNKNOWN', reasons: [] }],
])('an execution of %s that ends %s is published as that alone', (machine, rule, output) => {
  expect(outcomesOf(JSON.stringify(output), machine)).toEqual([rule])
})

test('a promotion that succeeds is not published: each execution that it wakes reports its own end', () => {
  const output = { status: 'DONE', course: 'c', promoted: 1, skipped: 0, released: 0 }
  expect(outcomesOf(JSON.stringify(output), 'waitlist-promotion')).toEqual([])
})

test('a name that looks like an outcome does not make one', () => {
  const name = '"status":"CANCELLED"'
  expect(outcomesOf(JSON.stringify({ status: 'ENROLLED', student: { name } }))).toEqual(['outcome-enrolled'])
})

test('what failed, timed out or was aborted is published as failed, of any state machine', () => {
  const { detail } = JSON.parse(String(only('aws_cloudwatch_event_rule', { id: 'outcome-failed' }).at('event_pattern')))
  expect(detail.status).toEqual(['FAILED', 'TIMED_OUT', 'ABORTED'])
  expect(detail.stateMachineArn.map((arn: string) => arn.split(':stateMachine:')[1]).sort()).toEqual(
    Object.values(stateMachines)
      .map((name) => `dev-${name}`)
      .sort(),
  )
})

test('a message holds the execution, its status and the outcome, and neither input nor output', () => {
  for (const { id, at } of targets) {
    expect(at('input_transformer', 'input_paths')).toEqual({
      execution: '$.detail.executionArn',
      status: '$.detail.status',
    })
    const template = String(at('input_transformer', 'input_template'))
    expect(JSON.parse(template.replace(/<(\w+)>/g, '"$1"'))).toEqual({
      execution: 'execution',
      status: 'status',
      outcome: id
        .replace(/^outcome-|-target$/g, '')
        .replaceAll('-', '_')
        .toUpperCase(),
    })
  }
  expect(targets).toHaveLength(9)
})

/** What EventBridge makes of an event, for one target. */
function published({ at }: Resource, event: { detail: Record<string, unknown> }): string {
  const paths = at('input_transformer', 'input_paths') as Record<string, string>
  const valueAt = (path: string) =>
    path
      .split('.')
      .slice(1)
      .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], event)
  return String(at('input_transformer', 'input_template')).replace(/<(\w+)>/g, (_, name) =>
    JSON.stringify(valueAt(paths[name] ?? '')),
  )
}

test('no message has anything of a request, whatever its execution was given or answers', () => {
  const canary = 'Quillemonde <quillemonde@private.example>'
  const text = JSON.stringify({ Name: canary, Email: canary, status: 'ENROLLED', student: { name: canary } })
  const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:dev-course-enrollment:1'
  const detail = { executionArn, status: 'FAILED', name: '1', input: text, output: text, error: canary, cause: canary }
  for (const target of targets) {
    const message = published(target, { detail })
    expect(message).not.toMatch(/quillemonde/i)
    expect(JSON.parse(message)).toMatchObject({ execution: executionArn, status: 'FAILED' })
  }
})

test('no metric is made of log lines, so that none has a field of a request: all are those that AWS counts', () => {
  expect(resources.filter(({ type }) => type === 'aws_cloudwatch_log_metric_filter')).toEqual([])
  const alarms = resources.filter(({ type }) => type === 'aws_cloudwatch_metric_alarm')
  expect(alarms.length).toBeGreaterThan(0)
  for (const alarm of alarms) expect(alarm.at('namespace')).toMatch(/^AWS\//)
})

test('an Express workflow has no rules, since it emits no events: those of the others do not name it', () => {
  const express = synthesize({ file: { workflowType: 'EXPRESS' } })
  const patterns = express.resources.filter(({ type }) => type === 'aws_cloudwatch_event_rule')
  expect(patterns.map(({ id }) => id).sort()).toEqual([
    'outcome-failed',
    'outcome-not-enrolled',
    'outcome-received',
    'outcome-student-unknown',
    'outcome-withdrawn',
  ])
  for (const rule of patterns) expect(detailOf(rule).stateMachineArn.join()).not.toContain('course-enrollment')
})
