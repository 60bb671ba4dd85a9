import { afterAll, beforeAll, expect, test } from 'vitest'
import { CourseLife } from '../test/course-life.ts'
import { type LifeEmulator, startLifeEmulator } from '../test/life-emulator.ts'
import { PATIENCE, printFigures, scale } from './scale.ts'
import { violations } from './snapshot.ts'

const REQUESTS = scale(500, 10_000)

let aws: LifeEmulator
beforeAll(async () => {
  aws = await startLifeEmulator()
})
afterAll(() => aws.emulator.close())

test(`${REQUESTS} requests of one student at once: one enrollment, one seat`, PATIENCE, async () => {
  const life = new CourseLife(aws, 'once')
  await life.open({ seats: 100 })
  await life.student('Anna')
  const began = Date.now()
  const executions = await Promise.all(Array.from({ length: REQUESTS }, () => life.request('Anna')))
  const answers: Awaited<ReturnType<CourseLife['answer']>>[] = []
  for (const arn of executions) answers.push(await life.answer(arn))

  expect(new Set(executions).size).toBe(REQUESTS)
  expect(answers.filter(({ status }) => status !== 'ENROLLED')).toEqual([])
  expect(answers.filter(({ alreadyEnrolled }) => !alreadyEnrolled)).toHaveLength(1)
  expect(await life.course()).toMatchObject({ seatsTaken: 1 })
  expect(await life.enrollments()).toHaveLength(1)
  expect(await violations(aws.dynamodb, 'once', { settled: true })).toEqual([])
  printFigures({ requests: REQUESTS, seats: 1, seconds: (Date.now() - began) / 1000 })
})
