import type { HistoryEvent } from '@aws-sdk/client-sfn'
import { ListExecutionsCommand } from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CourseLife } from '../test/course-life.ts'
import { historyOf, STATE_MACHINE } from '../test/executions.ts'
import { type LifeEmulator, startLifeEmulator } from '../test/life-emulator.ts'
import { PATIENCE, scale } from './scale.ts'

const STARTS = scale(200, 1000)

let aws: LifeEmulator
let life: CourseLife
beforeAll(async () => {
  aws = await startLifeEmulator()
  life = new CourseLife(aws, 'named')
  await life.open({ seats: 0, waitlist: 1 })
  await life.student('Anna')
})
afterAll(() => aws.emulator.close())

const INPUT = { Name: 'Anna', Email: 'anna@named.example', Payment: 'Done', Course: 'named' }

/** Starts them all at once under one name: ARNs, or the names of errors. */
async function startAll(input: unknown): Promise<Set<string>> {
  const starts = await Promise.allSettled(
    Array.from({ length: STARTS }, () => life.start('course-enrollment', input, 'one-name')),
  )
  return new Set(starts.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).name)))
}

test(
  `${STARTS} starts under one name: one execution while it runs, ExecutionAlreadyExists with another input or later`,
  PATIENCE,
  async () => {
    const [arn = '', ...others] = await startAll(INPUT)
    expect(others).toEqual([])
    expect(arn).toMatch(/:one-name$/)
    await life.waits('Anna', 'WAITLISTED')
    expect(await startAll(INPUT)).toEqual(new Set([arn]))
    expect(await startAll({ ...INPUT, RequestedBy: 'somebody' })).toEqual(new Set(['ExecutionAlreadyExists']))

    await life.withdraw('Anna')
    await life.answer(arn)
    expect(await startAll(INPUT)).toEqual(new Set(['ExecutionAlreadyExists']))
    const { executions } = await aws.sfn.send(new ListExecutionsCommand({ stateMachineArn: STATE_MACHINE }))
    expect(executions).toHaveLength(1)
    const started = ({ type }: HistoryEvent) => type === 'ExecutionStarted'
    expect((await historyOf(aws.sfn, arn)).filter(started)).toHaveLength(1)
  },
)
