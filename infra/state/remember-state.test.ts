import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { settingsOf } from '../settings.ts'
import { rememberState, stateFileName } from './remember-state.ts'

let root: string
let outdir: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'state-'))
  outdir = join(root, 'cdktf.out')
})
afterEach(() => rmSync(root, { recursive: true }))

const BUCKET = { account: '123456789012', region: 'eu-central-1', stateBucket: { name: 'states' } }
const LOCAL = { version: 3, backend: { type: 'local', config: { path: 'somewhere' } } }
const S3 = { version: 3, backend: { type: 's3', config: { bucket: 'states' } } }
const memory = () => join(outdir, 'stacks/data/.terraform/terraform.tfstate')
const stateFile = (stage: string, stack = 'data') => join(root, stateFileName(stage, stack))
const synth = (stage: string, file: object = {}) =>
  rememberState({ settings: settingsOf(stage, file), outdir, stateFiles: root, stacks: ['data', 'course-enrollment'] })
const remembered = () => JSON.parse(readFileSync(memory(), 'utf8')) as typeof LOCAL

function write(path: string, content: object): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify(content))
}

const holding = (...types: string[]) => ({ version: 4, resources: types.map((type) => ({ type })) })

test('what Terraform knows of one stage is put away for another, and is there again afterwards', () => {
  synth('dev')
  write(memory(), LOCAL)
  synth('test')
  expect(existsSync(memory())).toBe(false)
  synth('dev')
  expect(remembered()).toEqual(LOCAL)
})

test('a state in a file is remembered for its move to a bucket, in a clone where Terraform was never run', () => {
  write(stateFile('dev'), holding('aws_kms_key'))
  synth('dev', BUCKET)
  expect(remembered().backend).toMatchObject({
    type: 'local',
    config: { path: '../../../terraform.dev.data.tfstate' },
  })
})

test('a file whose state has moved to the bucket is renamed, so that nobody takes it for the state', () => {
  synth('dev')
  write(stateFile('dev'), holding('aws_kms_key'))
  write(memory(), S3)
  synth('dev', BUCKET)
  expect([existsSync(stateFile('dev')), existsSync(`${stateFile('dev')}.moved`)]).toEqual([false, true])
})

test('a stage whose state is in a bucket is refused when its file names none', () => {
  synth('dev')
  write(memory(), S3)
  expect(() => synth('dev')).toThrow(/^infra\/stages\/dev\.json names no "stateBucket".*states: name it again\.[^\n]*$/)
})

test('a table that is still in the state of another stack is refused, with what to do', () => {
  write(stateFile('dev', 'course-enrollment'), holding('aws_sns_topic', 'aws_dynamodb_table'))
  expect(() => synth('dev')).toThrow(
    /^The table of stage dev is still part of the stack course-enrollment: move it[^\n]*$/,
  )
})
