import { expect, test } from 'vitest'
import { inSdkNames } from './sdk-names.ts'

test('types are named as the SDK for Java names them, however deep they lie', () => {
  expect(
    inSdkNames({ Item: { paid: { BOOL: true }, tags: { M: { a: { L: [{ NULL: true }, { SS: ['x'] }] } } } } }),
  ).toEqual({
    Item: { paid: { Bool: true }, tags: { M: { a: { L: [{ Nul: true }, { Ss: ['x'] }] } } } },
  })
})

test('an attribute that is called like a type keeps its name', () => {
  expect(inSdkNames({ Item: { BOOL: { S: 'x' }, SS: { NS: ['1'] } } })).toEqual({
    Item: { BOOL: { S: 'x' }, SS: { Ns: ['1'] } },
  })
})
