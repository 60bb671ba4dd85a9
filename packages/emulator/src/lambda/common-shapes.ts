import { numeral, oneOf, optional, text } from '../server/shapes.ts'

/** A name, a partial ARN or an ARN: `parseFunctionName` checks it. */
export const functionName = text()
export const qualifier = optional(text())
export const invocationType = optional(oneOf('RequestResponse', 'Event', 'DryRun'))
export const logType = optional(oneOf('None', 'Tail'))
export const clientContext = optional(text())
export const marker = optional(text())
export const maxItems = optional(numeral({ min: 1, max: 10_000 }))
