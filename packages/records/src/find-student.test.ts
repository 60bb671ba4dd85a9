import { expect, test } from 'vitest'
import { isStudentWith } from './find-student.ts'

const zoe = { name: 'Zoë  Müller-Lüdenscheidt', email: 'zoe.m@example.com' }

test.each(['zoe', 'ZOË', 'muller', 'zoe muller', 'udensch', 'M@EXAMPLE', ''])('"%s" finds her', (text) => {
  expect(isStudentWith(text, zoe)).toBe(true)
})

test.each(['zoeh', 'muellerr', 'zoe@'])('"%s" does not', (text) => {
  expect(isStudentWith(text, zoe)).toBe(false)
})
