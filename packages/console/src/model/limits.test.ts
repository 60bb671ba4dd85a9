import { enrolled, REQUEST } from 'history/fixtures'
import { expect, test } from 'vitest'
import { largestPayloadBytes } from './limits.ts'

test('measures the largest payload in bytes, not in characters', () => {
  const event = { id: 1, previousEventId: 0, type: 'ExecutionStarted', timestamp: 0 }
  expect(largestPayloadBytes([{ ...event, executionStartedEventDetails: { input: '"é"' } }])).toBe(4)
  expect(largestPayloadBytes(enrolled())).toBe(REQUEST.length)
})
