import { expect, test } from 'vitest'
import { renderListed } from './render-list.ts'

const item = (name: string, durationMs = 123_456) => ({
  executionArn: '',
  stateMachineArn: '',
  name,
  status: 'SUCCEEDED' as const,
  startDate: new Date('2026-11-23T06:00:00.123Z'),
  stopDate: new Date(Date.parse('2026-11-23T06:00:00.123Z') + durationMs),
})

test('an execution with a generated name has a line of its own within 80 columns', () => {
  const line = renderListed(item('6f2c1f0e-9d1b-4a55-8f43-0d5d6c1b7a11'))
  expect(line).toBe('SUCCEEDED  2026-11-23T06:00:00Z 123456 ms  6f2c1f0e-9d1b-4a55-8f43-0d5d6c1b7a11')
  expect(line.length).toBeLessThanOrEqual(80)
})

test('the longest name stands below, the longest duration is told in seconds', () => {
  const lines = renderListed(item('n'.repeat(80), 31_536_000_000)).split('\n')
  expect(lines).toEqual(['SUCCEEDED  2026-11-23T06:00:00Z 31536000 s', 'n'.repeat(80)])
})

test('a running execution has no duration', () => {
  expect(renderListed({ ...item('one'), status: 'RUNNING', stopDate: undefined })).toBe(
    'RUNNING    2026-11-23T06:00:00Z            one',
  )
})
