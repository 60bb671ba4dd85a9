import jsonata from 'jsonata'
import { expect, test } from 'vitest'
import { partsRead } from './states-read.ts'

const ALL = ['input', 'result', 'context', 'errorOutput']

test.each([
  ['1 + 1', []],
  ['$v.input', []],
  ['$states.input', ['input']],
  ['$states.input.a[b = $states.context.State.Name]', ['input', 'context']],
  ['$map($states.result, function($v) { $v.context })', ['result']],
  ['{"a": $states.errorOutput.Cause}', ['errorOutput']],
  ['$states.input{id: value}', ['input']],
  ['$states', ALL],
  ['$keys($states)', ALL],
  ['$states.*', ALL],
  ['$states.(context)', ALL],
  ['$states[0].input', ALL],
  ['$states.input.($states)', ALL],
  ['$states@$s.input.($s.context)', ALL],
  ['$states.input.%.context', ALL],
  ['$lookup($states, "con" & "text")', ALL],
  ['($s := $states; $s.context)', ALL],
  ['($states := {"input": 1}; $states.input)', ALL],
])('%s reads %j', (source, parts) => {
  expect(partsRead(jsonata(source).ast())).toEqual(parts)
})
