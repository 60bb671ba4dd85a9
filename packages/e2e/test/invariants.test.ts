import { courseItem, studentItem } from 'records'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outcome, putItem, seatsTaken } from './executions.ts'
import { type Room, scratch, startRoom } from './room.ts'

let room: Room
let data: Awaited<ReturnType<typeof scratch>>

beforeAll(async () => {
  data = await scratch()
  room = await startRoom(data.path)
})

afterAll(async () => {
  await room?.stop()
  await data?.remove()
})

async function addStudent(name: string): Promise<object> {
  const email = `${name.toLowerCase()}@example.com`
  await putItem(room.dynamodb, studentItem({ name, email, payment: 'Done' }))
  return { Name: name, Email: email, Payment: 'Done' }
}

test('twenty students racing for five seats, each asking twice: five get one, and the count is right', async () => {
  await putItem(room.dynamodb, courseItem({ id: 'race-1', title: 'Race', seats: 5 }))
  const letters = Array.from({ length: 20 }, (_, index) => `Racer${String.fromCharCode(97 + index)}`)
  const requests = await Promise.all(letters.map(addStudent))
  const twice = [...requests, ...requests].map((request) => ({ ...request, Course: 'race-1' }))

  const answers = await Promise.all(twice.map((request) => outcome(room.sfn, request)))

  const seated = answers.filter(({ status, alreadyEnrolled }) => status === 'ENROLLED' && !alreadyEnrolled)
  expect(new Set(seated.map(({ student }) => (student as { email: string }).email)).size).toBe(5)
  expect(seated).toHaveLength(5)
  expect(await seatsTaken(room.dynamodb, 'race-1')).toBe(5)
  for (const [index, request] of requests.entries()) {
    // Whoever was turned away both times, or seated once and known the second time: never seated and turned away.
    const pair = [answers[index]?.status, answers[index + requests.length]?.status]
    expect(new Set(pair).size, JSON.stringify({ request, pair })).toBe(1)
  }
})
