import { invalidParameter } from './errors.ts'

export interface Position {
  direction: 'b' | 'f'
  /** The number at which to go on. */
  at: number
}

/** Reads a token that was handed out. */
export function readToken(token: string | undefined): Position | undefined {
  if (token === undefined) return undefined
  if (!/^[bf]\/\d{1,56}$/.test(token)) throw invalidParameter('The specified nextToken is invalid.')
  return { direction: token.startsWith('f') ? 'f' : 'b', at: Number(token.slice(2)) }
}

export function makeToken({ direction, at }: Position): string {
  return `${direction}/${String(at).padStart(56, '0')}`
}
