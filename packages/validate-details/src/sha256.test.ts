import { Hash } from '@smithy/core/serde'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Sha256 } from './sha256.ts'

const secret = fc.oneof(
  fc.constant(undefined),
  fc.string({ minLength: 1 }),
  fc.uint8Array({ minLength: 1 }),
  fc.uint8Array({ minLength: 1 }).map((bytes) => bytes.slice().buffer),
)

test('hashes, with a secret and without one, as the class of the signer', async () => {
  const property = fc.asyncProperty(secret, fc.array(fc.uint8Array()), async (key, chunks) => {
    const [own, theirs] = [new Sha256(key), new Hash('sha256', key)]
    own.update(Buffer.from('forgotten by the reset'))
    own.reset()
    for (const chunk of chunks) {
      own.update(chunk)
      theirs.update(chunk)
    }
    expect(Buffer.from(await own.digest()).toString('hex')).toBe(Buffer.from(await theirs.digest()).toString('hex'))
  })
  await fc.assert(property)
})
