import { expect, test } from 'vitest'
import { Failure, oneLine } from './failure.ts'

test('our own failures are told as they are', () => {
  expect(oneLine(new Failure('Do this.'))).toBe('Do this.')
})

test("AWS's errors are told with their code", () => {
  expect(oneLine(Object.assign(new Error('No.'), { name: 'AccessDeniedException' }))).toBe('AccessDeniedException: No.')
})

test('nobody at the endpoint: says where, and how to start it', () => {
  const refused = Object.assign(new Error(''), { code: 'ECONNREFUSED', address: '127.0.0.1', port: 4566 })
  expect(oneLine(refused)).toBe('Nothing answers at http://127.0.0.1:4566. Start the machine room with: pnpm start')
})

test('no credentials: says what to set', () => {
  expect(oneLine(Object.assign(new Error('x'), { name: 'CredentialsProviderError' }))).toContain('--local')
})
