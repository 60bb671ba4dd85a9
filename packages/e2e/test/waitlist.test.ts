import { DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { courseKey, studentKey, table } from 'records'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CourseLife } from './course-life.ts'
import { historyOf } from './executions.ts'
import { type LifeEmulator, lookAgainAfter, replaceState, startLifeEmulator } from './life-emulator.ts'

let aws: LifeEmulator
beforeAll(async () => {
  aws = await startLifeEmulator()
})
afterAll(() => aws.emulator.close())

async function openCourse(id: string, settings: { seats: number; waitlist: number; closesAt?: string }) {
  const life = new CourseLife(aws, id)
  await life.open(settings)
  return life
}

/** Has the students wait one after the other, and resolves with the executions that wait. */
async function waitInLine(life: CourseLife, names: readonly string[]): Promise<string[]> {
  const executions = []
  for (const name of names) {
    await life.student(name)
    executions.push(await life.request(name))
    await life.waits(name, 'WAITLISTED')
  }
  return executions
}

async function enroll(life: CourseLife, name: string): Promise<void> {
  await life.student(name)
  expect(await life.answer(await life.request(name))).toMatchObject({ status: 'ENROLLED' })
}

test('those who wait get the seat that somebody gives back, in the order in which they came', async () => {
  const life = await openCourse('line-1', { seats: 1, waitlist: 5 })
  await enroll(life, 'Anna')
  const [bert = '', cleo = '', dora = ''] = await waitInLine(life, ['Bert', 'Cleo', 'Dora'])

  expect(await life.withdraw('Anna')).toMatchObject({ status: 'WITHDRAWN', was: 'ENROLLED' })
  expect(await life.answer(bert)).toMatchObject({ status: 'ENROLLED', student: { name: 'Bert' } })
  expect(await life.course()).toMatchObject({ seatsTaken: 1, waiting: 2 })
  expect(await life.line()).toEqual(['cleo@line-1.example', 'dora@line-1.example'])

  await life.withdraw('Bert')
  expect(await life.answer(cleo)).toMatchObject({ status: 'ENROLLED' })
  await life.withdraw('Cleo')
  expect(await life.answer(dora)).toMatchObject({ status: 'ENROLLED' })
  expect(await life.course()).toMatchObject({ seatsTaken: 1, waiting: 0 })
  expect((await life.ended()).map(({ email, note, endRequestedBy }) => ({ email, note, endRequestedBy }))).toEqual(
    ['anna', 'bert', 'cleo'].map((name) => ({
      email: `${name}@line-1.example`,
      note: 'changed plans',
      endRequestedBy: 'office',
    })),
  )
})

test('a seat more goes to the first in line, however many ask at that moment', async () => {
  const life = await openCourse('line-2', { seats: 1, waitlist: 100 })
  await enroll(life, 'Anna')
  const [first = ''] = await waitInLine(life, ['Bert', 'Cleo', 'Dora'])
  const late = Array.from({ length: 20 }, (_, n) => `Late-${n}`)
  await Promise.all(late.map((name) => life.student(name)))

  const requests = late.map((name) => life.request(name))
  await aws.dynamodb.send(
    new UpdateItemCommand({
      TableName: table.name,
      Key: courseKey('line-2'),
      UpdateExpression: 'SET seats = :two',
      ExpressionAttributeValues: { ':two': { N: '2' } },
    }),
  )
  await life.promote()
  await Promise.all(requests)
  expect(await life.answer(first)).toMatchObject({ status: 'ENROLLED', student: { name: 'Bert' } })
  for (const name of late) await life.waits(name, 'WAITLISTED')
  expect(await life.course()).toMatchObject({ seatsTaken: 2, waiting: 22 })
  expect((await life.line()).slice(0, 2)).toEqual(['cleo@line-2.example', 'dora@line-2.example'])
})

test('who asks again while waiting is told the place in line, at once', async () => {
  const life = await openCourse('line-3', { seats: 1, waitlist: 2 })
  await enroll(life, 'Anna')
  const [, cleo] = await waitInLine(life, ['Bert', 'Cleo'])
  expect(await life.answer(await life.request('Cleo'))).toEqual({
    status: 'WAITLISTED',
    course: 'line-3',
    student: { name: 'Cleo', email: 'cleo@line-3.example' },
    alreadyEnrolled: true,
    position: 2,
    execution: cleo,
  })
  await life.student('Dora')
  expect(await life.answer(await life.request('Dora'))).toMatchObject({
    status: 'CANCELLED',
    reasons: [{ code: 'COURSE_FULL' }],
  })
  expect(await life.ended()).toMatchObject([{ email: 'dora@line-3.example', requestedBy: 'tests' }])
})

test('a promotion reads the enrollments of a full course only where it has found no seat to give', async () => {
  const life = await openCourse('line-10', { seats: 1, waitlist: 5 })
  await enroll(life, 'Anna')
  await waitInLine(life, ['Bert', 'Cleo'])
  const reads = async (execution: string) => {
    expect(await life.answer(execution)).toMatchObject({ status: 'DONE' })
    const entered = (await historyOf(aws.sfn, execution)).map((event) => event.stateEnteredEventDetails?.name)
    return entered.filter((state) => state === 'FindOverdueHold').length
  }
  expect(await reads(await life.start('waitlist-promotion', { Course: 'line-10' }))).toBe(1)
  await life.change('seats', { N: '2' })
  expect(await reads(await life.start('waitlist-promotion', { Course: 'line-10' }))).toBe(0)
  expect(await life.course()).toMatchObject({ seatsTaken: 2, waiting: 1 })
})

test('who withdraws while waiting leaves the line', async () => {
  const life = await openCourse('line-4', { seats: 1, waitlist: 5 })
  await enroll(life, 'Anna')
  const [bert = '', cleo = ''] = await waitInLine(life, ['Bert', 'Cleo'])
  expect(await life.withdraw('Bert')).toMatchObject({ status: 'WITHDRAWN', was: 'WAITLISTED' })
  expect(await life.answer(bert)).toMatchObject({ status: 'CANCELLED', reasons: [{ code: 'WITHDRAWN' }] })
  await life.withdraw('Anna')
  expect(await life.answer(cleo)).toMatchObject({ status: 'ENROLLED' })
  expect(await life.withdraw('Bert')).toMatchObject({ status: 'NOT_ENROLLED', reasons: [{ code: 'NOT_ENROLLED' }] })
})

test('who is no longer a student when a seat becomes free is passed over, and told so', async () => {
  const life = await openCourse('line-5', { seats: 1, waitlist: 5 })
  await enroll(life, 'Anna')
  const [bert = '', cleo = ''] = await waitInLine(life, ['Bert', 'Cleo'])
  await aws.dynamodb.send(new DeleteItemCommand({ TableName: table.name, Key: studentKey(life.emailOf('Bert')) }))
  await life.withdraw('Anna')
  expect(await life.answer(cleo)).toMatchObject({ status: 'ENROLLED' })
  expect(await life.answer(bert)).toMatchObject({ status: 'CANCELLED', reasons: [{ code: 'EMAIL_UNKNOWN' }] })
  expect(await life.course()).toMatchObject({ seatsTaken: 1, waiting: 0 })
})

test('those who still wait as the course closes are told so', async () => {
  const closesAt = new Date(Date.now() + 3000).toISOString()
  const life = await openCourse('line-6', { seats: 1, waitlist: 5, closesAt })
  await enroll(life, 'Anna')
  const [bert = ''] = await waitInLine(life, ['Bert'])
  expect(await life.answer(bert)).toMatchObject({ status: 'CANCELLED', reasons: [{ code: 'COURSE_CLOSED' }] })
  expect(await life.course()).toMatchObject({ seatsTaken: 1, waiting: 0 })
  await life.student('Cleo')
  expect(await life.answer(await life.request('Cleo'))).toMatchObject({
    status: 'CANCELLED',
    reasons: [{ code: 'COURSE_CLOSED' }],
  })
})

test('a repeated request after the course has closed is answered with the enrollment, or the place in line, that there is', async () => {
  const life = await openCourse('line-8', { seats: 1, waitlist: 5 })
  await enroll(life, 'Anna')
  const [bert] = await waitInLine(life, ['Bert'])
  await life.student('Cora')
  await life.change('closesAt', { S: new Date(Date.now() - 1000).toISOString() })
  expect(await life.answer(await life.request('Anna'))).toEqual({
    status: 'ENROLLED',
    course: 'line-8',
    student: { name: 'Anna', email: 'anna@line-8.example' },
    alreadyEnrolled: true,
    enrolledAt: (await life.enrollment('Anna'))?.enrolledAt,
  })
  const again = { status: 'WAITLISTED', alreadyEnrolled: true, position: 1, execution: bert }
  expect(await life.answer(await life.request('Bert'))).toMatchObject(again)
  expect(await life.answer(await life.request('Cora'))).toMatchObject({
    status: 'CANCELLED',
    reasons: [{ code: 'COURSE_CLOSED' }],
  })
  expect(await life.course()).toMatchObject({ seatsTaken: 1, waiting: 1 })
})

test('a promotion cancels all who wait for a full course once an edit has closed it', async () => {
  const life = await openCourse('line-7', { seats: 1, waitlist: 5 })
  await enroll(life, 'Anna')
  const [bert = '', cleo = ''] = await waitInLine(life, ['Bert', 'Cleo'])
  await life.change('closesAt', { S: new Date(Date.now() - 1000).toISOString() })
  expect(await life.promote()).toMatchObject({ status: 'DONE', promoted: 0, skipped: 2, released: 0 })
  for (const execution of [bert, cleo]) {
    expect(await life.answer(execution)).toMatchObject({ status: 'CANCELLED', reasons: [{ code: 'COURSE_CLOSED' }] })
  }
  expect(await life.course()).toMatchObject({ seatsTaken: 1, waiting: 0 })
  expect(await life.line()).toEqual([])
  expect(await life.status('Anna')).toBe('ENROLLED')
})

test.each([
  ['waitlist-promotion', [], 'COURSE_UNKNOWN'],
  ['waitlist-promotion', { Course: 'no such course' }, 'COURSE_UNKNOWN'],
  ['waitlist-promotion', { Course: 'alchemy-1' }, 'DONE'],
  ['course-withdrawal', null, 'NOT_ENROLLED'],
  ['course-withdrawal', { Email: 'a@b.example', Course: 7, Reason: {} }, 'NOT_ENROLLED'],
  ['course-withdrawal', { Email: 'nobody@b.example', Course: 'alchemy-1' }, 'NOT_ENROLLED'],
  ['payment-received', 'Alison', 'STUDENT_UNKNOWN'],
  ['payment-received', { Email: 'nobody@b.example' }, 'STUDENT_UNKNOWN'],
] as const)('%s answers %j: %s', async (machine, input, status) => {
  const life = new CourseLife(aws, 'alchemy-1')
  expect(await life.answer(await life.start(machine, input))).toMatchObject({ status })
})

describe('a wake-up that is lost', () => {
  const lost = { Type: 'Fail', Error: 'Killed' }

  test('heals with the time out of the wait: the promotion is killed after it has given the seat', async () => {
    const killed = replaceState('waitlist-promotion', 'WakeExecution', () => lost)
    const own = await startLifeEmulator((text, name) => killed(lookAgainAfter(2)(text, name), name))
    const life = new CourseLife(own, 'lost-1')
    await life.open({ seats: 1, waitlist: 5 })
    await enroll(life, 'Anna')
    const [bert = ''] = await waitInLine(life, ['Bert'])
    await life.withdraw('Anna')
    expect(await life.answer(bert)).toMatchObject({ status: 'ENROLLED' })
    await own.emulator.close()
  })

  test('heals with the time out of the wait: no promotion ever ran', async () => {
    const killed = replaceState('course-withdrawal', 'PromoteNext', () => ({ Type: 'Pass', Next: 'Withdrawn' }))
    const own = await startLifeEmulator((text, name) => killed(lookAgainAfter(2)(text, name), name))
    const life = new CourseLife(own, 'lost-2')
    await life.open({ seats: 1, waitlist: 5 })
    await enroll(life, 'Anna')
    const [bert = ''] = await waitInLine(life, ['Bert'])
    await life.withdraw('Anna')
    expect(await life.answer(bert)).toMatchObject({ status: 'ENROLLED' })
    expect(await life.course()).toMatchObject({ seatsTaken: 1, waiting: 0 })
    await own.emulator.close()
  })

  test('is none where the seat is given before the wait has begun', async () => {
    const own = await startLifeEmulator((text, name) => {
      if (name !== 'course-enrollment') return text
      const definition = JSON.parse(text)
      definition.States.JoinWaitlist.Next = 'Pause'
      definition.States.Pause = { Type: 'Wait', Seconds: 2, Next: 'AwaitSeat' }
      return JSON.stringify(definition)
    })
    const life = new CourseLife(own, 'lost-3')
    await life.open({ seats: 1, waitlist: 5 })
    await enroll(life, 'Anna')
    await life.student('Bert')
    const bert = await life.request('Bert')
    await life.becomes('Bert', 'WAITLISTED')
    await life.withdraw('Anna')
    await life.becomes('Bert', 'ENROLLED')
    expect((await life.enrollment('Bert'))?.taskToken).toBeUndefined()
    expect(await life.answer(bert)).toMatchObject({ status: 'ENROLLED' })
    await own.emulator.close()
  })
})
