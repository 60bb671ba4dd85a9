import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { knownStages, readSettings, settingsOf } from './settings.ts'

const BUCKET = { account: '123456789012', region: 'eu-central-1', stateBucket: { name: 'states' } }

test('an empty file is a Standard stage that may be thrown away, with its state in files', () => {
  expect(settingsOf('test', {})).toEqual({
    stage: 'test',
    workflowType: 'STANDARD',
    protected: false,
    reserveConcurrency: false,
    encryptExecutions: false,
    logs: { level: 'INFO', retentionDays: 365, keepAfterDestroy: false },
    lambdaRuntime: 'nodejs24.x',
    tags: {},
  })
})

test('every stage in this repository can be read, and dev is the default', () => {
  for (const stage of knownStages()) expect(readSettings({ STAGE: stage }).stage).toBe(stage)
  expect(readSettings({})).toEqual(readSettings({ STAGE: 'dev' }))
  expect(readSettings({ STAGE: '' }).stage).toBe('dev')
})

test('the state in a bucket has account, region and stage in its key', () => {
  expect(settingsOf('prod', { ...BUCKET, protected: true }).stateBucket).toEqual({
    name: 'states',
    region: 'eu-central-1',
    key: 'course-enrollment/123456789012/eu-central-1/prod',
  })
})

test.each([
  [{ protect: true }, /"protect" is not a setting/],
  [{ protected: 'true' }, /"protected" is "true": expected boolean/],
  [{ workflowType: 'express' }, /"workflowType" is "express": expected \("STANDARD" \| "EXPRESS"\)/],
  [{ logs: { retentionDays: 42 } }, /"logs\.retentionDays" is 42: expected \(1 \| 3 /],
  [{ logs: { retention: 30 } }, /"logs\.retention" is not a setting/],
  [{ account: 'prod' }, /"account" is not as expected\. Expected a text of 12 digits/],
  [{ region: 'Frankfurt' }, /"region" is not as expected\. Expected one such as eu-central-1/],
  [{ tags: { 'aws:team': 'x' } }, /aws:team.*does not begin with aws:/],
  [{ tags: { 'AWS:team': 'x' } }, /does not begin with aws:/],
  [{ tags: { team: 7 } }, /"tags\.team" is 7: expected string/],
  [{ canary: { steps: [50, 10] } }, /"canary\.steps".*rising percents, such as \[10, 50\]/],
  [{ canary: { steps: [100] } }, /"canary\.steps\.0" is 100/],
  [{ budget: { monthlyUsd: 0, email: 'ops@example.com' } }, /"budget\.monthlyUsd" is 0/],
  [{ budget: { monthlyUsd: 50, email: 'ops' } }, /"budget\.email" is/],
  [{ canary: { steps: [10] }, workflowType: 'EXPRESS' }, /"canary" needs "workflowType": "STANDARD"/],
  [{ canary: { steps: [10] }, logs: { level: 'WARN' } }, /"canary" needs "logs\.level" INFO or DEBUG/],
  [{ canary: {} }, /"canary\.steps" is nothing/],
  [{ protected: true }, /a protected stage needs "stateBucket"/],
  [{ stateBucket: { name: 'states' } }, /"stateBucket" needs "account" and "region"/],
  [[], /infra\/stages\/prod\.json: .*expected Object/],
])('%j is refused in one line, with what was expected', (file, message) => {
  expect(() => settingsOf('prod', file)).toThrow(message)
  expect(() => settingsOf('prod', file)).toThrow(/^infra\/stages\/prod\.json: [^\n]+$/)
})

test.each(['Prod', '-', 'p', '1a', 'prod-', '../dev'])('STAGE=%s is refused, with what was expected', (STAGE) => {
  expect(() => readSettings({ STAGE })).toThrow(`STAGE is "${STAGE}": expected 2 to 16 of a-z`)
})

test('a stage without a file is refused, with the files that there are', () => {
  expect(() => readSettings({ STAGE: 'prdo' })).toThrow(
    /^There is no stage "prdo": expected infra\/stages\/prdo\.json beside .*dev\.json.*\.$/,
  )
})

test('a file that is not JSON is refused by name', () => {
  const stages = mkdtempSync(join(tmpdir(), 'stages-'))
  try {
    writeFileSync(join(stages, 'dev.json'), '{"protected": true,}')
    expect(() => readSettings({}, stages)).toThrow(/^infra\/stages\/dev\.json is not JSON: /)
  } finally {
    rmSync(stages, { recursive: true })
  }
})

test.each(['WORKFLOW_TYPE', 'PROTECT_TABLE', 'SAMPLE_RECORDS', 'STATE_BUCKET', 'TAGS'])(
  '%s, once a setting, is refused rather than ignored',
  (name) => {
    expect(() => readSettings({ [name]: 'true' })).toThrow(
      new RegExp(`^${name} is set and no longer read: .*Unset it\\.$`),
    )
  },
)

test('LAMBDA_RUNTIME has to name a runtime', () => {
  expect(() => readSettings({ LAMBDA_RUNTIME: 'python3.13' })).toThrow('LAMBDA_RUNTIME is "python3.13": expected')
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
