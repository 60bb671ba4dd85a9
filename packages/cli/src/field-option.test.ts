import { Command } from 'commander'
import { expect, test } from 'vitest'
import { fieldKey, fieldOption } from './field-option.ts'

test.each([
  ['Name', '--name'],
  ['StudentNumber', '--student-number'],
  ['DateOfBirth', '--date-of-birth'],
])('%s is given with %s', (field, option) => {
  expect(fieldOption(field)).toBe(option)
  const command = new Command().option(`${option} <text>`).parse([option, 'x'], { from: 'user' })
  expect(command.opts()[fieldKey(field)]).toBe('x')
})
