import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { changesIn, firstError } from './plan-stack.ts'
import { renderPlan } from './render.ts'
import { stacksInOrder } from './stacks.ts'

const outdir = mkdtempSync(join(tmpdir(), 'plan-'))
afterAll(() => rmSync(outdir, { recursive: true }))

test('a stack comes after those that it depends on', () => {
  const stacks = {
    workflow: { dependencies: ['data', 'check-name'] },
    'check-name': { dependencies: [] },
    data: { dependencies: [] },
  }
  writeFileSync(join(outdir, 'manifest.json'), JSON.stringify({ stacks }))
  expect(stacksInOrder(outdir)).toEqual(['data', 'check-name', 'workflow'])
})

test('a plan is what is done where, without what stays and without values', () => {
  const change = (...actions: string[]) => ({ change: { actions, after: { secret: 'x' } } })
  const plan = {
    resource_changes: [
      { address: 'aws_lambda_function.function', ...change('update') },
      { address: 'aws_kms_key.key', ...change('no-op') },
      { address: 'data.aws_region.region', ...change('read') },
      { address: 'aws_sqs_queue.q', ...change('delete', 'create') },
    ],
    output_changes: { live_version: { actions: ['update'] } },
  }
  expect(changesIn(plan)).toEqual([
    'delete+create aws_sqs_queue.q',
    'update aws_lambda_function.function',
    'update output.live_version',
  ])
})

test('it is readable as a comment', () => {
  const planned = [
    { stack: 'check-name', changes: ['update aws_lambda_function.function'] },
    { stack: 'data', changes: [], problem: firstError('\n╷\n│ Error: no access\n│ \n│ to the key\n╵\n') },
    { stack: 'check-email', changes: [] },
  ]
  expect(renderPlan('prod', planned)).toBe(
    [
      '### Plan of the stage prod',
      '',
      '**check-name**',
      '',
      '- `update aws_lambda_function.function`',
      '',
      '**data** cannot be planned: no access to the key',
      '',
      'Nothing changes in `check-email`.',
      '',
    ].join('\n'),
  )
})
