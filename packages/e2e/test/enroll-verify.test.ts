import { join } from 'node:path'
import { DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { StopExecutionCommand } from '@aws-sdk/client-sfn'
import { courseKey, enrollmentKey, type Key, sortKeyPrefix, table } from 'records'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CourseLife } from './course-life.ts'
import { type EmulatorProcess, enroll, scratch, startEmulatorProcess } from './emulator-process.ts'
import { putItem } from './executions.ts'

let data: Awaited<ReturnType<typeof scratch>>
let emulator: EmulatorProcess
const at = (...args: string[]) => enroll([...args, '--endpoint', emulator.url])

beforeAll(async () => {
  data = await scratch()
  emulator = await startEmulatorProcess(join(data.path, 'data'))
})
afterAll(async () => {
  await emulator?.stop()
  await data?.remove()
})

const update = (Key: Key, UpdateExpression: string, values?: Record<string, { N: string }>) =>
  emulator.dynamodb.send(
    new UpdateItemCommand({ TableName: table.name, Key, UpdateExpression, ExpressionAttributeValues: values }),
  )

test('where nothing is off, the ledger is printed', async () => {
  const { code, stdout } = await at('verify')
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: [
      'seats taken counted waiting counted  course',
      '  100     1       1       0       0  serverless-101',
      '',
      'Nothing is off.',
      '',
    ].join('\n'),
  })
})

test('an execution that holds a seat was stopped: its student is withdrawn, and the next gets the seat', async () => {
  const life = new CourseLife(emulator, 'stopped')
  await life.open({ seats: 1, waitlist: 5, paymentHours: 48 })
  await life.student('Pia', 'Pending')
  for (const name of ['Bert', 'Cleo']) await life.student(name)
  const pia = await life.request('Pia', { payment: 'Pending' })
  await life.waits('Pia', 'AWAITING_PAYMENT')
  for (const name of ['Bert', 'Cleo']) {
    await life.request(name)
    await life.waits(name, 'WAITLISTED')
  }
  await emulator.sfn.send(new StopExecutionCommand({ executionArn: pia }))

  const found = await at('verify')
  expect(found.code).toBe(1)
  expect(found.stdout.split(/\s+/).join(' ')).toContain(
    `1 thing is off: stopped: pia@stopped.example is awaiting payment, but the execution ${pia.split(':').at(-1)} was stopped To repair: enroll verify --repair --endpoint ${emulator.url}`,
  )
  const repaired = await at('verify', '--repair')
  expect(repaired).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing is off.') })
  expect(repaired.stdout.split(/\s+/).join(' ')).toContain('withdrew the student, by course-withdrawal')
  expect([await life.status('Pia'), await life.status('Bert'), await life.status('Cleo')]).toEqual([
    undefined,
    'ENROLLED',
    'WAITLISTED',
  ])
})

test('a stopped execution whose payment is there: the seat is confirmed', async () => {
  const life = new CourseLife(emulator, 'paid')
  await life.open({ seats: 1, paymentHours: 48 })
  await life.student('Pia', 'Pending')
  const pia = await life.request('Pia', { payment: 'Pending' })
  await life.waits('Pia', 'AWAITING_PAYMENT')
  await emulator.sfn.send(new StopExecutionCommand({ executionArn: pia }))
  await life.student('Pia', 'Done')
  expect(await at('verify', '--repair')).toMatchObject({ code: 0 })
  expect(await life.status('Pia')).toBe('ENROLLED')
})

test('counters that drifted, an orphaned place, a lost place and what the index lacks: found and put right', async () => {
  const life = new CourseLife(emulator, 'drift')
  await life.open({ seats: 1, waitlist: 5 })
  for (const name of ['Anna', 'Bert']) await life.student(name)
  await life.answer(await life.request('Anna'))
  await life.request('Bert')
  await life.waits('Bert', 'WAITLISTED')
  const { waitKey = '' } = (await life.enrollment('Bert')) ?? {}
  const { pk } = courseKey('drift')
  await emulator.dynamodb.send(new DeleteItemCommand({ TableName: table.name, Key: { pk, sk: { S: waitKey } } }))
  const orphan = `${sortKeyPrefix.waiting}2026-01-01T00:00:00.000Z#nobody`
  await putItem(emulator.dynamodb, { pk, sk: { S: orphan }, email: { S: 'nobody@drift.example' } })
  await update(courseKey('drift'), 'SET seatsTaken = :n, waiting = :n REMOVE gsi1pk', { ':n': { N: '7' } })
  await update(enrollmentKey('drift', life.emailOf('Anna')), 'REMOVE gsi1pk')

  const found = await at('verify', '--json')
  expect(found.code).toBe(1)
  const kinds = JSON.parse(found.stdout).findings.map(({ kind }: { kind: string }) => kind)
  expect(kinds.toSorted()).toEqual([
    'NOT_INDEXED',
    'NOT_INDEXED',
    'ORPHANED_PLACE',
    'PLACE_MISSING',
    'SEATS_TAKEN',
    'WAITING',
  ])
  const repaired = await at('verify', '--repair')
  expect(repaired).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing is off.') })
  expect(await life.course()).toMatchObject({ seatsTaken: 1, waiting: 1 })
  expect(await life.line()).toEqual([life.emailOf('Bert')])
  expect((await at('courses', 'list')).stdout).toContain('drift')
})

test('what no command can decide stays: 1 after a repair too', async () => {
  const life = new CourseLife(emulator, 'over')
  await life.open({ seats: 2 })
  for (const name of ['Anna', 'Bert']) {
    await life.student(name)
    await life.answer(await life.request(name))
  }
  await update(courseKey('over'), 'SET seats = :n', { ':n': { N: '1' } })
  const { code, stdout } = await at('verify', '--repair')
  expect(code).toBe(1)
  expect(stdout).toContain('over: 2 students hold one of 1 seats')
})
