import { expect, test } from 'vitest'
import { Failure, oneLine, report } from './failure.ts'

test('our own failures are printed as they are', () => {
  expect(oneLine(new Failure('Do this.'))).toBe('Do this.')
})

test("AWS's errors are printed with their code", () => {
  expect(oneLine(Object.assign(new Error('No.'), { name: 'AccessDeniedException' }))).toBe('AccessDeniedException: No.')
})

test('nothing listens at the endpoint: says where, and how to start it', () => {
  const refused = Object.assign(new Error(''), { code: 'ECONNREFUSED', address: '127.0.0.1', port: 4566 })
  expect(oneLine(refused)).toBe('Nothing answers at http://127.0.0.1:4566. Start the emulator with: pnpm start')
})

test('no credentials: says what to set', () => {
  expect(oneLine(Object.assign(new Error('x'), { name: 'CredentialsProviderError' }))).toContain('--local')
})

const failing = (name: string, message: string, fields = {}) =>
  oneLine(Object.assign(new Error(message), { name, ...fields }))

test('no region: says what to set', () => {
  expect(failing('Error', 'Region is missing')).toMatch(/AWS_REGION.*--region.*--local/)
})

test.each([
  ['ExpiredTokenException', 'The security token included in the request is expired.'],
  ['CredentialsProviderError', 'The SSO session associated with this profile has expired.'],
])('expired credentials (%s): keeps the text and says to sign in', (name, message) => {
  expect(failing(name, message)).toBe(
    `${name}: ${message} Sign in again (aws sso login, or new AWS_… variables) and repeat the command.`,
  )
})

test('a profile that does not exist is named', () => {
  expect(failing('CredentialsProviderError', 'Could not resolve credentials using profile: [staf]')).toContain('[staf]')
})

test('rejected credentials: says where they come from', () => {
  expect(failing('UnrecognizedClientException', 'The security token is invalid.')).toContain('AWS_PROFILE')
})

test('a table that does not exist: says to deploy it', () => {
  expect(failing('ResourceNotFoundException', 'Requested resource not found')).toMatch(/found\. Deploy it.*--stage/)
})

test('a host that cannot be found is named', () => {
  const lookUp = failing('Error', 'getaddrinfo', { code: 'ENOTFOUND', hostname: 'states.eu-nowhere-1.amazonaws.com' })
  expect(lookUp).toMatch(/^states\.eu-nowhere-1\.amazonaws\.com cannot be found.*region/)
})

test('a message of several lines is printed in one', () => {
  expect(failing('ValidationException', 'One.\n  Two.')).toBe('ValidationException: One. Two.')
})

test('a bug prints its stack, and that of its cause', () => {
  const bug = new TypeError('x is undefined', { cause: new RangeError('too deep') })
  expect(report(bug)).toMatch(
    /^TypeError: x is undefined\n +at .*failure\.test\.ts[\s\S]*Caused by: RangeError: too deep\n +at /,
  )
  expect(report('thrown as text')).toBe('thrown as text')
})

test.each([
  new Failure('Do this.'),
  Object.assign(new Error('No.'), { name: 'AccessDeniedException', $metadata: {} }),
  Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', syscall: 'mkdir' }),
  Object.assign(new Error('Region is missing')),
])('what the user can fix is printed in one line: %s', (error) => {
  expect(report(error)).toBe(oneLine(error))
})
