import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

test('with nothing set a stage is dev, Standard and protected, and its state is local', () => {
  expect(readSettings({})).toEqual({
    stage: 'dev',
    workflowType: 'STANDARD',
    protectTable: true,
    sampleRecords: false,
    encryptExecutions: false,
    logLevel: 'INFO',
    logRetentionDays: 365,
    lambdaRuntime: 'nodejs24.x',
    tags: {},
  })
})

test('a variable that is set to nothing counts as not set', () => {
  expect(readSettings({ STAGE: '', STATE_BUCKET: '' })).toEqual(readSettings({}))
})

test.each([
  ['STAGE', 'Prod'],
  ['STAGE', '-'],
  ['STAGE', 'p'],
  ['STAGE', '1a'],
  ['WORKFLOW_TYPE', 'express'],
  ['PROTECT_TABLE', 'no'],
  ['SAMPLE_RECORDS', '1'],
  ['LOG_RETENTION_DAYS', '42'],
  ['LAMBDA_RUNTIME', 'python3.13'],
  ['TAGS', 'team'],
  ['TAGS', '=value'],
])('%s=%s is refused, with what was expected', (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^${name} .*"${value}": expected`))
})

test('the value of a tag may have = in it, or be empty', () => {
  expect(readSettings({ TAGS: ' link = https://x/?a=b ,empty=' }).tags).toEqual({ link: 'https://x/?a=b', empty: '' })
})

test('logs may be kept for as long as CloudWatch Logs keeps them', () => {
  expect(readSettings({ LOG_RETENTION_DAYS: '3653' }).logRetentionDays).toBe(3653)
})

test('the app says in one line what is wrong with a setting, and ends', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, STAGE: 'p' },
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'STAGE is "p": expected 2 to 16 of a-z, 0-9 and -, beginning with a letter and not ending with -.\n',
  })
})
