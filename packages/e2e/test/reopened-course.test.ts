import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StateMachineName, stateMachines } from 'workflow'
import { CourseLife, until } from './course-life.ts'
import { historyOf } from './executions.ts'
import { type LifeEmulator, startLifeEmulator } from './life-emulator.ts'

// A course is closed, and opened again in the moment between the decision to send those who wait away and the doing of it.

const PAUSED: Partial<Record<StateMachineName, string>> = {
  [stateMachines.promotion]: 'SkipWaiter',
  [stateMachines.enrollment]: 'LeaveLine',
}

let aws: LifeEmulator
beforeAll(async () => {
  aws = await startLifeEmulator((text, name) => {
    const state = PAUSED[name]
    if (state === undefined) return text
    const definition = JSON.parse(text.replaceAll(`"Next":"${state}"`, '"Next":"Pause"'))
    definition.States.Pause = { Type: 'Wait', Seconds: 2, Next: state }
    return JSON.stringify(definition)
  })
})
afterAll(() => aws.emulator.close())

/** A full course, and the execution of one who waits. */
async function waitFor(id: string, closesAt?: string) {
  const life = new CourseLife(aws, id)
  await life.open({ seats: 1, waitlist: 5, ...(closesAt && { closesAt }) })
  await life.student('Anna')
  await life.answer(await life.request('Anna'))
  await life.student('Bert')
  const bert = await life.request('Bert')
  await life.waits('Bert', 'WAITLISTED')
  return { life, bert }
}

const enters = (execution: string, state: string, times = 1) =>
  until(
    async () => (await historyOf(aws.sfn, execution)).filter((event) => event.stateEnteredEventDetails?.name === state),
    (entered) => entered.length >= times,
  )

const inMs = (ms: number) => ({ S: new Date(Date.now() + ms).toISOString() })

test('a promotion passes nobody over', async () => {
  const { life } = await waitFor('again-1')
  await life.change('closesAt', inMs(-1000))
  const promotion = await life.start(stateMachines.promotion, { Course: 'again-1' })
  await enters(promotion, 'Pause')
  await life.change('closesAt', inMs(3_600_000))
  expect(await life.answer(promotion)).toMatchObject({ status: 'DONE', skipped: 0 })
  expect(await life.status('Bert')).toBe('WAITLISTED')
})

test('one whose wait was over waits on', async () => {
  const { life, bert } = await waitFor('again-2', inMs(2500).S)
  await enters(bert, 'Pause')
  await life.change('closesAt', inMs(3_600_000))
  await enters(bert, 'AwaitSeat', 2)
  expect(await life.course()).toMatchObject({ seatsTaken: 1, waiting: 1 })
  await life.withdraw('Anna')
  expect(await life.answer(bert)).toMatchObject({ status: 'ENROLLED' })
})
