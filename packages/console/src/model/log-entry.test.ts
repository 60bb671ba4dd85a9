import { expect, test } from 'vitest'
import { logEntryOf, ofExecution } from './log-entry.ts'

test('takes the message out of a structured line, and keeps the rest at hand', () => {
  const line = '{"level":"INFO","message":"Answered","function_request_id":"r1","execution":"arn:a"}'
  expect(logEntryOf(line)).toEqual({
    level: 'INFO',
    text: 'Answered',
    details: line,
    requestId: 'r1',
    execution: 'arn:a',
  })
})

test("distinguishes the runtime's own lines from the function's", () => {
  expect(logEntryOf('REPORT RequestId: r1 Duration: 3 ms')).toMatchObject({ level: 'RUNTIME', requestId: 'r1' })
})

test('shows any other line as it is', () => {
  for (const line of ['hello', '{not json', '']) expect(logEntryOf(line)).toEqual({ level: '', text: line })
})

test("leaves out what is known to be another execution's", () => {
  const entries = [
    { level: 'RUNTIME', text: 'START', requestId: 'r1' },
    { level: 'INFO', text: 'ours', requestId: 'r1', execution: 'arn:a' },
    { level: 'RUNTIME', text: 'START', requestId: 'r2' },
    { level: 'INFO', text: 'theirs', requestId: 'r2', execution: 'arn:b' },
    { level: '', text: 'unknown' },
  ]
  expect(ofExecution(entries, 'arn:a').map(({ text }) => text)).toEqual(['START', 'ours', 'unknown'])
})
