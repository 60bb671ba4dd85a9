import { afterAll, beforeAll, expect, test } from 'vitest'
import { CourseLife, until } from './course-life.ts'
import { type LifeEmulator, startLifeEmulator } from './life-emulator.ts'

let aws: LifeEmulator
beforeAll(async () => {
  aws = await startLifeEmulator()
})
afterAll(() => aws.emulator.close())

const SECOND_HOURS = 1 / 3600

async function openCourse(id: string, paymentSeconds: number, others = {}) {
  const life = new CourseLife(aws, id)
  await life.open({ seats: 1, paymentHours: paymentSeconds * SECOND_HOURS, ...others })
  return life
}

async function hold(life: CourseLife, name: string): Promise<string> {
  await life.student(name, 'Pending')
  const execution = await life.request(name, { payment: 'Pending' })
  await life.waits(name, 'AWAITING_PAYMENT')
  return execution
}

test('a seat is held for a payment that is on its way, and confirmed as it arrives', async () => {
  const life = await openCourse('paid-1', 60)
  const anna = await hold(life, 'Anna')
  expect(await life.course()).toMatchObject({ seatsTaken: 1 })
  expect(await life.answer(await life.request('Anna', { payment: 'Pending' }))).toEqual({
    status: 'AWAITING_PAYMENT',
    course: 'paid-1',
    student: { name: 'Anna', email: 'anna@paid-1.example' },
    alreadyEnrolled: true,
    heldUntil: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    execution: anna,
  })
  expect(await life.pay('Anna')).toEqual({
    status: 'RECEIVED',
    email: 'anna@paid-1.example',
    confirmed: 1,
    enrollments: [{ course: 'paid-1', status: 'ENROLLED' }],
  })
  expect(await life.answer(anna)).toMatchObject({ status: 'ENROLLED', student: { name: 'Anna' } })
  expect(await life.record('Anna')).toEqual({
    name: 'Anna',
    email: 'anna@paid-1.example',
    payment: 'Done',
    paymentNotedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    paymentNotedBy: 'office',
  })
  expect(await life.pay('Anna')).toMatchObject({ confirmed: 0, enrollments: [{ status: 'ENROLLED' }] })
  expect(await life.enrollment('Anna')).toMatchObject({ status: 'ENROLLED', requestedBy: 'tests' })
})

test('a payment that is taken back while it is noted leaves the seat held', async () => {
  const life = await openCourse('paid-9', 60)
  await hold(life, 'Anna')
  const noted = await life.start('payment-received', { Email: life.emailOf('Anna') })
  await until(
    () => life.record('Anna'),
    (record) => record?.payment === 'Done',
  )
  await life.student('Anna', 'Pending')
  expect(await life.answer(noted)).toMatchObject({
    status: 'RECEIVED',
    confirmed: 0,
    enrollments: [{ course: 'paid-9', status: 'AWAITING_PAYMENT' }],
  })
})

test('a payment that does not arrive in time costs the seat, and the next in line is called', async () => {
  const life = await openCourse('paid-2', 4, { waitlist: 2 })
  const anna = await hold(life, 'Anna')
  await life.student('Bert')
  const bert = await life.request('Bert')
  await life.waits('Bert', 'WAITLISTED')
  expect(await life.answer(anna)).toMatchObject({ status: 'CANCELLED', reasons: [{ code: 'PAYMENT_EXPIRED' }] })
  expect(await life.answer(bert)).toMatchObject({ status: 'ENROLLED' })
  expect(await life.course()).toMatchObject({ seatsTaken: 1, waiting: 0 })
  expect(await life.pay('Anna')).toMatchObject({ status: 'RECEIVED', confirmed: 0, enrollments: [] })
})

test('a payment in the second in which the hold ends: one or the other, and the seats are right', async () => {
  const ends = await Promise.all(
    [0, 150, 300, 450].map(async (delayMs, n) => {
      const life = await openCourse(`paid-3-${n}`, 2)
      const anna = await hold(life, 'Anna')
      const { heldUntil = '' } = (await life.enrollment('Anna')) ?? {}
      // The record says Done a moment after the start.
      await new Promise((resolve) => setTimeout(resolve, Date.parse(heldUntil) - Date.now() - 300 + delayMs))
      const paid = life.pay('Anna')
      const [end] = await Promise.all([life.answer(anna), paid])
      const { seatsTaken } = await life.course()
      expect(seatsTaken).toBe(end.status === 'ENROLLED' ? 1 : 0)
      expect(await life.status('Anna')).toBe(end.status === 'ENROLLED' ? 'ENROLLED' : undefined)
      return end.status === 'ENROLLED' ? 'ENROLLED' : (end.reasons as { code: string }[])[0]?.code
    }),
  )
  for (const end of ends) expect(['ENROLLED', 'PAYMENT_EXPIRED']).toContain(end)
})

test('who withdraws while the seat is held gives it back', async () => {
  const life = await openCourse('paid-4', 60)
  const anna = await hold(life, 'Anna')
  expect(await life.withdraw('Anna')).toMatchObject({ status: 'WITHDRAWN', was: 'AWAITING_PAYMENT' })
  expect(await life.answer(anna)).toMatchObject({ status: 'CANCELLED', reasons: [{ code: 'WITHDRAWN' }] })
  expect(await life.course()).toMatchObject({ seatsTaken: 0 })
})

test('one who waits and has not paid yet gets a held seat; one who pays meanwhile, a seat', async () => {
  const life = await openCourse('paid-5', 60, { waitlist: 2 })
  await life.student('Anna')
  await life.answer(await life.request('Anna'))
  await life.student('Bert', 'Pending')
  const bert = await life.request('Bert', { payment: 'Pending' })
  await life.waits('Bert', 'WAITLISTED')
  await life.student('Cleo', 'Pending')
  const cleo = await life.request('Cleo', { payment: 'Pending' })
  await life.waits('Cleo', 'WAITLISTED')
  await life.pay('Cleo')
  await life.withdraw('Anna')
  await life.waits('Bert', 'AWAITING_PAYMENT')
  await life.withdraw('Bert')
  expect(await life.answer(bert)).toMatchObject({ reasons: [{ code: 'WITHDRAWN' }] })
  expect(await life.answer(cleo)).toMatchObject({ status: 'ENROLLED' })
})

test('without a payment period, a pending payment is cancelled as in the article', async () => {
  const life = await openCourse('paid-6', 0)
  await life.student('Anna', 'Pending')
  expect(await life.answer(await life.request('Anna', { payment: 'Pending' }))).toMatchObject({
    status: 'CANCELLED',
    reasons: [{ code: 'PAYMENT_PENDING' }],
  })
})
