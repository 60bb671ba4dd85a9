import { expect, test } from 'vitest'
import { synthesize } from './synthesized.ts'

const { resources, only } = synthesize()
const rules = resources.filter(({ type }) => type === 'aws_cloudwatch_event_rule')
const targets = resources.filter(({ type }) => type === 'aws_cloudwatch_event_target')

/** EventBridge's wildcard: any text in place of each *. */
function matches(wildcard: string, text: string): boolean {
  const pattern = wildcard.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${pattern.join('.*')}$`, 's').test(text)
}

function outcomesOf(output: string): string[] {
  return rules.flatMap(({ id, at }) => {
    const { detail } = JSON.parse(String(at('event_pattern'))) as { detail: { output?: { wildcard: string }[] } }
    return detail.output?.some(({ wildcard }) => matches(wildcard, output)) ? [id] : []
  })
}

test.each([
  ['outcome-enrolled', { status: 'ENROLLED', course: 'c', student: { name: 'n', email: 'e' } }],
  ['outcome-cancelled', { status: 'CANCELLED', course: null, reasons: [] }],
  ['outcome-enrolled', { course: 'c', status: 'ENROLLED' }],
])('an execution that ends %s is published as that alone', (rule, output) => {
  expect(outcomesOf(JSON.stringify(output))).toEqual([rule])
})

test('a name that looks like an outcome does not make one', () => {
  const name = '"status":"CANCELLED"'
  expect(outcomesOf(JSON.stringify({ status: 'ENROLLED', student: { name } }))).toEqual(['outcome-enrolled'])
})

test('what failed, timed out or was aborted is published as failed', () => {
  const { detail } = JSON.parse(String(only('aws_cloudwatch_event_rule', { id: 'outcome-failed' }).at('event_pattern')))
  expect(detail.status).toEqual(['FAILED', 'TIMED_OUT', 'ABORTED'])
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
      outcome: id.split('-')[1]?.toUpperCase(),
    })
  }
  expect(targets).toHaveLength(3)
})

test('an Express workflow has no rules, since it emits no events', () => {
  const express = synthesize({ file: { workflowType: 'EXPRESS' } })
  expect(express.resources.filter(({ type }) => type.startsWith('aws_cloudwatch_event'))).toEqual([])
})
