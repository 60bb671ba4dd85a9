import { expect, test } from 'vitest'
import { requestedCourse, unknownCourse } from './course.ts'

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

test.each([
  [false, 'Course is not text. Expected the id of a course.'],
  [null, 'There is no course serverless-101, the one for requests that name none.'],
  ['alchemy-1', 'There is no course with this id.'],
  ['a'.repeat(65), 'Course is longer than 64 characters. Expected the id of a course.'],
  ['maths-1\u200b', 'Course holds U+200B (zero width space), as no course id does. Expected the id of a course.'],
  ['a b', 'Course holds U+0020 (space), as no course id does. Expected the id of a course.'],
  ['maths\u2010', 'Course holds U+2010 (a punctuation mark), as no course id does. Expected the id of a course.'],
  ['-x', 'Course begins with U+002D (hyphen), as no course id does. Expected the id of a course.'],
  ['COURSE#1', 'Course holds U+0023 (number sign), as no course id does. Expected the id of a course.'],
] as const)('why there is no course %j is said without quoting it', (course, message) => {
  expect(unknownCourse(course)).toBe(message)
})
