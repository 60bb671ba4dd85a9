import { Failure } from './failure.ts'

export function portOf(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65535) return port
  throw new Failure(`--port ${text} is not a port: expected a number from 0 (any free port) to 65535.`)
}
