import { integer, optional, text } from '../server/shapes.ts'

/** The limits of the API reference. */
export const groupName = text({ min: 1, max: 512 })
export const groupIdentifier = text({ min: 1, max: 2048 })
export const streamName = text({ min: 1, max: 512 })
export const time = optional(integer({ min: 0 }))
export const token = optional(text({ min: 1 }))

/** How many to answer with at most. */
export const limit = (most: number) => optional(integer({ min: 1, max: most }))
