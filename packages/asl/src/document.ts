/**
 * A JSON document as text, as value, or both: what is only passed on is never parsed, and its text stays as it was
 * written (AWS keeps the spaces of an execution's input). Values are shared: nobody may change them.
 */
export class JsonDocument {
  #text: string | undefined
  #value: unknown
  #parsed: boolean

  private constructor(text: string | undefined, value: unknown, parsed: boolean) {
    this.#text = text
    this.#value = value
    this.#parsed = parsed
  }

  static ofText(text: string): JsonDocument {
    return new JsonDocument(text, undefined, false)
  }

  static ofValue(value: unknown): JsonDocument {
    return new JsonDocument(undefined, value, true)
  }

  get text(): string {
    this.#text ??= JSON.stringify(this.#value)
    return this.#text
  }

  get value(): unknown {
    if (!this.#parsed) {
      this.#value = JSON.parse(this.text)
      this.#parsed = true
    }
    return this.#value
  }
}

/** A JSON list of documents, without parsing any. */
export function listOf(docs: readonly JsonDocument[]): JsonDocument {
  return JsonDocument.ofText(`[${docs.map((doc) => doc.text).join(',')}]`)
}

/** The most bytes of UTF-8 that a state may take or give (Step Functions quotas). */
const MAX_PAYLOAD_BYTES = 262_144

export function isTooLarge(text: string): boolean {
  return text.length * 3 > MAX_PAYLOAD_BYTES && Buffer.byteLength(text, 'utf8') > MAX_PAYLOAD_BYTES
}
