import { AwsError } from '../aws-error.ts'

const UTF8 = new TextDecoder('utf-8', { fatal: true })

/** The body of a request, which is an object. An empty one counts as an empty object, as AWS takes it. */
export function readJson(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {}
  let value: unknown
  try {
    value = JSON.parse(UTF8.decode(body))
  } catch {
    // Refused below, as all else that is no object.
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new AwsError('SerializationException', 'The request body must be a JSON object in UTF-8.')
}
