import { expect, test } from 'vitest'
import { requestedCourse } from './course.ts'

test.each([null, '', '   '])('%j asks for the default course', (course) => {
  expect(requestedCourse(course)).toBe('serverless-101')
})

test('a course is asked for by its id', () => {
  expect(requestedCourse(' maths-2 ')).toBe('maths-2')
})

test.each([false, 'a'.repeat(65), 'COURSE#1', 'a b', '-x', 'ü', '../x', 'a\u0000'] as const)(
  '%j is the id of no course',
  (course) => {
    expect(requestedCourse(course)).toBeNull()
  },
)
