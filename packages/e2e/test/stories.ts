import { expect } from 'vitest'
import { CourseLife } from './course-life.ts'
import type { LifeEmulator } from './life-emulator.ts'

/**
 * What can become of a request, from its start to its end, each in a course of its own: together they visit the states of all four
 * workflows. Somebody redrives what fails, and looks again at waits.
 */
export function storiesOf(aws: LifeEmulator, prefix: string): (() => Promise<void>)[] {
  async function course(id: string, settings: Parameters<CourseLife['open']>[0], ...names: string[]) {
    const life = new CourseLife(aws, id, { redriven: true })
    await life.open(settings)
    for (const name of names) await life.student(name)
    return life
  }
  const stories: Record<string, () => Promise<void>> = {
    'enrolled, and asked for again': async () => {
      const life = await course(`${prefix}-1`, { seats: 1 }, 'Anna')
      expect(await life.answer(await life.request('Anna'))).toMatchObject({ status: 'ENROLLED' })
      expect(await life.answer(await life.request('Anna'))).toMatchObject({ status: 'ENROLLED', alreadyEnrolled: true })
      expect(await life.course()).toMatchObject({ seatsTaken: 1 })
    },
    'refused: unknown, and full': async () => {
      const life = await course(`${prefix}-2`, { seats: 0 }, 'Anna')
      expect(await life.answer(await life.request('Bert'))).toMatchObject({ reasons: [{ code: 'EMAIL_UNKNOWN' }] })
      expect(await life.answer(await life.request('Anna'))).toMatchObject({ reasons: [{ code: 'COURSE_FULL' }] })
      expect(await life.ended()).toHaveLength(2)
    },
    'waiting, asked for again, and given a seat': async () => {
      const life = await course(`${prefix}-3`, { seats: 1, waitlist: 5 }, 'Anna', 'Bert')
      await life.answer(await life.request('Anna'))
      const bert = await life.request('Bert')
      await life.waits('Bert', 'WAITLISTED')
      expect(await life.answer(await life.request('Bert'))).toMatchObject({ status: 'WAITLISTED', position: 1 })
      expect(await life.withdraw('Anna')).toMatchObject({ status: 'WITHDRAWN' })
      expect(await life.answer(bert)).toMatchObject({ status: 'ENROLLED' })
      expect(await life.course()).toMatchObject({ seatsTaken: 1, waiting: 0 })
    },
    'waiting, and withdrawn': async () => {
      const life = await course(`${prefix}-4`, { seats: 0, waitlist: 5 }, 'Anna')
      const anna = await life.request('Anna')
      await life.waits('Anna', 'WAITLISTED')
      expect(await life.withdraw('Anna')).toMatchObject({ status: 'WITHDRAWN', was: 'WAITLISTED' })
      expect(await life.answer(anna)).toMatchObject({ status: 'CANCELLED', reasons: [{ code: 'WITHDRAWN' }] })
      expect(await life.withdraw('Anna')).toMatchObject({ status: 'NOT_ENROLLED' })
      expect(await life.course()).toMatchObject({ seatsTaken: 0, waiting: 0 })
    },
    'waiting as the course closes': async () => {
      const life = await course(`${prefix}-5`, { seats: 0, waitlist: 5 }, 'Anna')
      const anna = await life.request('Anna')
      await life.waits('Anna', 'WAITLISTED')
      await life.change('closesAt', { S: new Date().toISOString() })
      expect(await life.answer(anna)).toMatchObject({ status: 'CANCELLED', reasons: [{ code: 'COURSE_CLOSED' }] })
      expect(await life.course()).toMatchObject({ waiting: 0 })
    },
    'held, and paid': async () => {
      const life = await course(`${prefix}-6`, { seats: 1, paymentHours: 1 })
      await life.student('Anna', 'Pending')
      const anna = await life.request('Anna', { payment: 'Pending' })
      await life.waits('Anna', 'AWAITING_PAYMENT')
      expect(await life.answer(await life.request('Anna', { payment: 'Pending' }))).toMatchObject({
        alreadyEnrolled: true,
      })
      expect(await life.pay('Anna')).toMatchObject({ status: 'RECEIVED', enrollments: [{ status: 'ENROLLED' }] })
      expect(await life.answer(anna)).toMatchObject({ status: 'ENROLLED' })
      expect(await life.course()).toMatchObject({ seatsTaken: 1 })
    },
    'held, and not paid in time': async () => {
      const life = await course(`${prefix}-7`, { seats: 1, waitlist: 5, paymentHours: 1 })
      await life.student('Anna', 'Pending')
      const anna = await life.request('Anna', { payment: 'Pending' })
      await life.waits('Anna', 'AWAITING_PAYMENT')
      await life.student('Bert')
      const bert = await life.request('Bert')
      await life.waits('Bert', 'WAITLISTED')
      await life.endHold('Anna')
      expect(await life.answer(anna)).toMatchObject({ status: 'CANCELLED', reasons: [{ code: 'PAYMENT_EXPIRED' }] })
      expect(await life.answer(bert)).toMatchObject({ status: 'ENROLLED' })
      expect(await life.course()).toMatchObject({ seatsTaken: 1, waiting: 0 })
    },
    'held, paid by hand, and seen as the wait is looked at again': async () => {
      const life = await course(`${prefix}-8`, { seats: 1, paymentHours: 1 })
      await life.student('Anna', 'Pending')
      const anna = await life.request('Anna', { payment: 'Pending' })
      await life.waits('Anna', 'AWAITING_PAYMENT')
      await life.student('Anna', 'Done')
      expect(await life.answer(anna)).toMatchObject({ status: 'ENROLLED' })
    },
    'passed over': async () => {
      const life = await course(`${prefix}-9`, { seats: 1, waitlist: 5 }, 'Anna', 'Bert')
      await life.answer(await life.request('Anna'))
      const bert = await life.request('Bert')
      await life.waits('Bert', 'WAITLISTED')
      await life.student('Bert', 'Pending')
      await life.withdraw('Anna')
      expect(await life.answer(bert)).toMatchObject({ status: 'CANCELLED', reasons: [{ code: 'PAYMENT_PENDING' }] })
      expect(await life.course()).toMatchObject({ seatsTaken: 0, waiting: 0 })
    },
  }
  return Object.values(stories)
}
