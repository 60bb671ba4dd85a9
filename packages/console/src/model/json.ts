export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The object that a text holds as JSON; an empty one where it holds anything else. */
export function readObject(text: string | undefined): { [key: string]: Json } {
  try {
    const value = JSON.parse(text ?? 'null') as Json
    return value === null || typeof value !== 'object' || Array.isArray(value) ? {} : value
  } catch {
    return {}
  }
}
