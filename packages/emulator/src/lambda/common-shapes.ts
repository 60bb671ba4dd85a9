import { numeral, oneOf, optional, type Shape, text } from '../server/shapes.ts'

/** A name, a partial ARN or an ARN: `parseFunctionName` checks it. */
export const functionName = text()
export const qualifier = optional(text())
export const invocationType = optional(oneOf('RequestResponse', 'Event', 'DryRun'))
export const logType = optional(oneOf('None', 'Tail'))
export const clientContext = optional(text())
export const marker = optional(text())
export const maxItems = optional(numeral({ min: 1, max: 10_000 }))

/** Shares by version, or none. How many there may be, and of what, `checkWeights` says. */
export const weights: Shape<Record<string, number>> = (value, path, problems) => {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (isMap && Object.values(value).every((weight) => typeof weight === 'number')) return { ...value }
  problems.push(`Value at '${path}' failed to satisfy constraint: expected a map of numbers`)
  return {}
}
