import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { RowOutcome } from './row-outcome.ts'
import { createTurns, type Room } from './turns.ts'

/** Rows of one course that ask a course with this room for a seat; the later ones are faster. */
async function runRows(room: Room, rows: number) {
  const turns = createTurns(async () => room)
  const left = { ...room }
  let running = 0
  let most = 0
  const outcomes = await Promise.all(
    Array.from({ length: rows }, (_, n) =>
      turns.take('maths-1', sleep(rows - n), async (): Promise<RowOutcome> => {
        running += 1
        most = Math.max(most, running)
        await sleep((rows - n) / 2)
        running -= 1
        if (left.seats-- > 0) return { answer: 'ENROLLED', reasons: [] }
        return { answer: left.waitlist-- > 0 ? 'WAITLISTED' : 'CANCELLED', reasons: [] }
      }),
    ),
  )
  return { most, answers: outcomes.map(({ answer }) => answer) }
}

test('seats and places in line are given in the order of the file', async () => {
  const { answers, most } = await runRows({ seats: 5, waitlist: 2 }, 12)
  expect(answers).toEqual([...Array(5).fill('ENROLLED'), ...Array(2).fill('WAITLISTED'), ...Array(5).fill('CANCELLED')])
  expect(most).toBeGreaterThan(1)
})

test('where there is a seat for each, or none for any, all run side by side', async () => {
  expect((await runRows({ seats: 100, waitlist: 0 }, 12)).most).toBe(12)
  expect((await runRows({ seats: 0, waitlist: 0 }, 12)).most).toBe(12)
})

test('a row that fails before or while it runs holds up no other', async () => {
  const turns = createTurns(async () => ({ seats: 1, waitlist: 0 }))
  const enroll = async (): Promise<RowOutcome> => ({ answer: 'ENROLLED', reasons: [] })
  const results = await Promise.allSettled([
    turns.take('maths-1', Promise.reject(new Error('not read')), enroll),
    turns.take('maths-1', Promise.resolve(), () => Promise.reject(new Error('not started'))),
    turns.take('maths-1', Promise.resolve(), enroll),
  ])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
})
