import { createHash, createHmac, createSecretKey, type Hash, type Hmac, type KeyObject } from 'node:crypto'

/**
 * SHA-256, and with a secret its HMAC, as a signer of @smithy asks for it. Its own hands the secret to Node as a Buffer, and Node 24
 * takes six times as long for one as for a key object.
 */
export class Sha256 {
  readonly #key: KeyObject | undefined
  #hash: Hash | Hmac

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#key = secret === undefined ? undefined : createSecretKey(bytesOf(secret))
    this.#hash = begin(this.#key)
  }

  update(bytes: Uint8Array): void {
    this.#hash.update(bytes)
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }

  reset(): void {
    this.#hash = begin(this.#key)
  }
}

function begin(key: KeyObject | undefined): Hash | Hmac {
  return key === undefined ? createHash('sha256') : createHmac('sha256', key)
}

function bytesOf(secret: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof secret === 'string') return Buffer.from(secret)
  return ArrayBuffer.isView(secret)
    ? new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
    : new Uint8Array(secret)
}
