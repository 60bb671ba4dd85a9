import { afterEach, expect, test } from 'vitest'
import { CourseLife } from '../test/course-life.ts'
import { type Change, type LifeEmulator, startLifeEmulator } from '../test/life-emulator.ts'
import { violations } from './snapshot.ts'
import { withoutConditions } from './without-conditions.ts'

const REQUESTS = 200
const SEATS = 20

let aws: LifeEmulator
afterEach(() => aws.emulator.close())

async function race(students: number, change?: Change): Promise<string[]> {
  aws = await startLifeEmulator(change)
  const life = new CourseLife(aws, 'control')
  await life.open({ seats: SEATS })
  await Promise.all(Array.from({ length: students }, (_, n) => life.student(`Racer-${n}`)))
  const requests = Array.from({ length: REQUESTS }, (_, n) => life.request(`Racer-${n % students}`))
  await Promise.all((await Promise.all(requests)).map((arn) => life.answer(arn)))
  return violations(aws.dynamodb, 'control', { settled: true })
}

test('with its conditions, 200 requests at once of 100 students sell no seat twice', async () => {
  expect(await race(100)).toEqual([])
})

test('control: without the condition on the seats, the course is oversold within 200 requests', async () => {
  expect(await race(100, withoutConditions('Update'))).toContain('100 hold 20 seats')
})

test('control: without the condition on the enrollment, one student takes every seat within 200 requests', async () => {
  expect(await race(1, withoutConditions('Put'))).toContain('1 hold a seat, 20 are counted')
})
