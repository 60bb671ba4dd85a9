import { readObject } from './json.ts'

/** Whom a request is about, as far as it says so. */
export interface Person {
  name?: string | undefined
  email?: string | undefined
}

export function personIn(input: string | undefined): Person {
  const { Name, Email } = readObject(input)
  return { ...(isText(Name) && { name: Name }), ...(isText(Email) && { email: Email }) }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}
