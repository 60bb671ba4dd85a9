import * as v from 'valibot'

/** A JSON object, as opposed to a list, which valibot's object schemas accept. */
export const jsonObject = (message?: string) =>
  v.custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    message ?? 'Expected Object',
  )
