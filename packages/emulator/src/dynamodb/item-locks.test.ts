import { expect, test } from 'vitest'
import { createItemLocks } from './item-locks.ts'

/** Work that goes on until it is let go, and what has begun. */
function works() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string) => async () => {
    begun.push(name)
    await new Promise<void>((resolve) => ends.set(name, resolve))
    return name
  }
  return { begun, work, end: (name: string) => ends.get(name)?.() }
}

test('items are worked on in the order of arrival, and those of others at the same time', async () => {
  const { hold } = createItemLocks()
  const { begun, work, end } = works()
  const first = hold(['a', 'b'], work('first'))
  const second = hold(['b', 'c'], work('second'))
  const third = hold(['c'], work('third'))
  const other = hold(['d'], work('other'))
  await Promise.resolve()
  expect(begun).toEqual(['first', 'other'])
  end('first')
  expect(await first).toBe('first')
  await Promise.resolve()
  expect(begun).toEqual(['first', 'other', 'second'])
  end('second')
  await second
  end('other')
  await other
  await Promise.resolve()
  end('third')
  expect(await third).toBe('third')
})

test('what nobody waits for any more never begins, and holds up nobody', async () => {
  const { hold } = createItemLocks()
  const { begun, work, end } = works()
  const first = hold(['course'], work('first'))
  const timeout = new AbortController()
  const abandoned = hold(['student', 'course'], work('abandoned'), timeout.signal)
  const behind = hold(['student'], work('behind'))
  await Promise.resolve()
  expect(begun).toEqual(['first'])
  timeout.abort(new Error('timed out'))
  await expect(abandoned).rejects.toThrow('timed out')
  await Promise.resolve()
  expect(begun).toEqual(['first', 'behind'])
  const next = hold(['course'], work('next'))
  end('first')
  end('behind')
  await Promise.all([first, behind])
  await Promise.resolve()
  end('next')
  expect(await next).toBe('next')
  expect(begun).toEqual(['first', 'behind', 'next'])
})

test('work that has begun is finished, even if nothing waits for its result any more', async () => {
  const { hold } = createItemLocks()
  const { work, end } = works()
  const timeout = new AbortController()
  const begun = hold(['a'], work('begun'), timeout.signal)
  await Promise.resolve()
  timeout.abort()
  end('begun')
  expect(await begun).toBe('begun')
})

test('a failure lets the next one begin', async () => {
  const { hold } = createItemLocks()
  await expect(hold(['a'], () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  expect(await hold(['a'], async () => 'next')).toBe('next')
})
