import { expect, test } from 'vitest'
import { inTurn, replaceState } from '../test/life-emulator.ts'
import { type Crowd, crowd } from './crowd.ts'
import { MORE_PATIENCE, printFigures, scale } from './scale.ts'
import { withoutConditions } from './without-conditions.ts'

const SIZE: Crowd = {
  students: scale(60, 1000),
  duplicates: scale(4, 10),
  seats: scale(20, 100),
  waitlist: scale(20, 200),
  seconds: scale(2, 100),
  // Bounded, so many more that there are some.
  faults: scale(0.03, 0.01),
  lookAgainSeconds: scale(2, 120),
  backOffSeconds: scale(1, 20),
  patienceMs: scale(40_000, 900_000),
}
const SMALL: Crowd = {
  ...SIZE,
  students: 60,
  duplicates: 2,
  seats: 20,
  waitlist: 40,
  seconds: 1,
  lookAgainSeconds: 2,
  backOffSeconds: 1,
}

test(
  `${SIZE.students} students × ${SIZE.duplicates} requests, ${SIZE.seats} seats, ${SIZE.faults * 100} % faults: every snapshot keeps the rules, the line its order, and all ends or waits for what is there`,
  MORE_PATIENCE,
  async () => {
    const { figures, ...found } = await crowd(SIZE)
    printFigures(figures)
    expect(found).toEqual({ broken: [], overtaken: [], unsettled: [], failed: [] })
    expect(figures.snapshots).toBeGreaterThan(10)
    expect(figures.seatsGiven).toBeGreaterThan(0)
    expect(Object.keys(figures.injected).length).toBeGreaterThan(3)
  },
)

test(
  'control: without the condition on the seats, a snapshot shows that more hold a seat than there are',
  MORE_PATIENCE,
  async () => {
    const { broken } = await crowd({ ...SMALL, patienceMs: 0 }, withoutConditions('Update'))
    expect(broken.some((rule) => /^\d+ hold 20 seats$/.test(rule))).toBe(true)
  },
)

test(
  'control: where the last in line is called first, and who waits does not stay, both are found',
  MORE_PATIENCE,
  async () => {
    const lastFirst = replaceState('waitlist-promotion', 'FirstInLine', (was) => {
      const state = structuredClone(was) as { Arguments: object }
      return { ...state, Arguments: { ...state.Arguments, ScanIndexForward: false } }
    })
    const leaves = replaceState('course-enrollment', 'AwaitSeat', () => ({
      Type: 'Choice',
      Choices: [{ Condition: '{% false %}', Next: 'RemindWaitlist' }],
      Default: 'Cancelled',
    }))
    const { overtaken, unsettled } = await crowd({ ...SMALL, patienceMs: 3000 }, inTurn(lastFirst, leaves))
    expect(overtaken.length).toBeGreaterThan(0)
    expect(unsettled.some((one) => /^An enrollment waits for \S+, which has ended$/.test(one))).toBe(true)
  },
)
