import { afterAll, beforeAll, expect, test } from 'vitest'
import { CourseLife } from './course-life.ts'
import { type EmulatorProcess, scratch, startEmulatorProcess } from './emulator-process.ts'

let emulator: EmulatorProcess
const folder = await scratch()
beforeAll(async () => {
  emulator = await startEmulatorProcess(folder.path)
})
afterAll(async () => {
  await emulator.stop()
  await folder.remove()
})

test('those who wait get the seat that somebody gives back, in the order in which they came', async () => {
  const life = new CourseLife(emulator, 'line-1')
  await life.open({ seats: 1, waitlist: 5 })
  for (const name of ['Anna', 'Bert', 'Cleo', 'Dora']) await life.student(name)
  expect(await life.answer(await life.request('Anna'))).toMatchObject({ status: 'ENROLLED' })
  const bert = await life.request('Bert')
  await life.waits('Bert', 'WAITLISTED')
  const cleo = await life.request('Cleo')
  await life.waits('Cleo', 'WAITLISTED')
  const dora = await life.request('Dora')
  await life.waits('Dora', 'WAITLISTED')

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
