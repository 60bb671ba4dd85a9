import { expect, test } from 'vitest'
import { pathOf } from './path.ts'

test('a request for a full course is another path than one that was refused', () => {
  const answer = (code: string) => JSON.stringify({ status: 'CANCELLED', reasons: [{ code }] })
  expect(pathOf('course-enrollment', [], answer('EMAIL_UNKNOWN'))).toBe('course-enrollment, CANCELLED')
  expect(pathOf('course-enrollment', [], answer('COURSE_FULL'))).toBe('course-enrollment, CANCELLED, course full')
})
