import { enrolled } from 'history/fixtures'
import { expect, test } from 'vitest'
import { eventSummary, eventTitle, eventTone } from './events.ts'

test('says what an event is about', () => {
  const [scheduled] = enrolled().filter(({ type }) => type === 'LambdaFunctionScheduled')
  expect(scheduled && eventSummary(scheduled)).toBe('check-name:live')
  expect(eventTitle('LambdaFunctionTimedOut')).toBe('Lambda function timed out')
  expect(['TaskFailed', 'TaskSucceeded', 'TaskStarted'].map(eventTone)).toEqual(['bad', 'good', 'plain'])
})
