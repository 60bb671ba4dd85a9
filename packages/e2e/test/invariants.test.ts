import { courseItem, studentItem } from 'records'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmulatorProcess, scratch, startEmulatorProcess } from './emulator-process.ts'
import { outcome, putItem, seatsTaken } from './executions.ts'

let emulator: EmulatorProcess
let data: Awaited<ReturnType<typeof scratch>>

beforeAll(async () => {
  data = await scratch()
  emulator = await startEmulatorProcess(data.path)
})

afterAll(async () => {
  await emulator?.stop()
  await data?.remove()
})

async function addStudent(name: string): Promise<object> {
  const email = `${name.toLowerCase()}@example.com`
  await putItem(emulator.dynamodb, studentItem({ name, email, payment: 'Done' }))
  return { Name: name, Email: email, Payment: 'Done' }
}

test('twenty students racing for five seats, each asking twice: five get one, and the count is right', async () => {
  await putItem(emulator.dynamodb, courseItem({ id: 'race-1', title: 'Race', seats: 5 }))
  const letters = Array.from({ length: 20 }, (_, index) => `Racer${String.fromCharCode(97 + index)}`)
  const requests = await Promise.all(letters.map(addStudent))
  const twice = [...requests, ...requests].map((request) => ({ ...request, Course: 'race-1' }))

  const answers = await Promise.all(twice.map((request) => outcome(emulator.sfn, request)))

  const seated = answers.filter(({ status, alreadyEnrolled }) => status === 'ENROLLED' && !alreadyEnrolled)
  expect(new Set(seated.map(({ student }) => (student as { email: string }).email)).size).toBe(5)
  expect(seated).toHaveLength(5)
  expect(await seatsTaken(emulator.dynamodb, 'race-1')).toBe(5)
  for (const [index, request] of requests.entries()) {
    // A student was turned away both times, or seated once and found again: never seated and turned away.
    const pair = [answers[index]?.status, answers[index + requests.length]?.status]
    expect(new Set(pair).size, JSON.stringify({ request, pair })).toBe(1)
  }
})
