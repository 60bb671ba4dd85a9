import { expect, test } from 'vitest'
import { messageIn } from './cause.ts'

test('takes the message out of what a Lambda reports', () => {
  expect(messageIn('{"errorType":"TypeError","errorMessage":"no such field","trace":[]}')).toBe('no such field')
})

test('leaves any other cause as it is', () => {
  for (const cause of ['Rate exceeded', 'null', '{"Cause":1}', '']) expect(messageIn(cause)).toBe(cause)
})
