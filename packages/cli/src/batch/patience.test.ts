import { expect, test } from 'vitest'
import { createPatience } from './patience.ts'

const throttled = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' })

test('a call that is throttled is repeated until it is not, while others wait', async () => {
  const patience = createPatience(new AbortController().signal, 1)
  let calls = 0
  const first = patience(async () => {
    calls += 1
    if (calls < 6) throw throttled
    return calls
  })
  expect(await Promise.all([first, patience(async () => 'other')])).toEqual([6, 'other'])
})

test('any other error is passed on at once', async () => {
  const patience = createPatience(new AbortController().signal, 1)
  await expect(patience(() => Promise.reject(new Error('no access')))).rejects.toThrow('no access')
})

test('the signal ends the waiting', async () => {
  const stop = new AbortController()
  const patience = createPatience(stop.signal, 60_000)
  const waiting = patience(() => Promise.reject(throttled))
  await new Promise((resolve) => setTimeout(resolve, 5))
  stop.abort()
  await expect(waiting).rejects.toThrow()
})
