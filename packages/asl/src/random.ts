import { createHash, createHmac } from 'node:crypto'
import type { ExecutionContext } from './execution.ts'

/** Numbers that look random and are the same for the same seed and the same draw. */
export class SeededRandom {
  readonly seed: string
  /** How often was drawn. */
  draws: number

  constructor(seed: string, draws = 0) {
    this.seed = seed
    this.draws = draws
  }

  /** Uniform in [0, 1). */
  next(): number {
    return this.#draw().readUIntBE(0, 6) / 2 ** 48
  }

  /** A version 4 UUID. */
  uuid(): string {
    const bytes = this.#draw()
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
    const hex = bytes.toString('hex')
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
  }

  #draw(): Buffer {
    return createHash('sha256')
      .update(`${this.seed}#${this.draws++}`)
      .digest()
  }
}

/** The token of a `.waitForTaskToken` task: names execution and task, and cannot be made up without the seed. */
export function makeTaskToken(
  { executionArn, seed }: Pick<ExecutionContext, 'executionArn' | 'seed'>,
  task: number,
): string {
  const signature = createHmac('sha256', seed).update(`${executionArn}#${task}`).digest('base64url')
  return Buffer.from(JSON.stringify([executionArn, task, signature])).toString('base64url')
}

/** Where a token says that it belongs. Trust it only if makeTaskToken gives the same one for that execution. */
export function readTaskToken(token: string): { executionArn: string; task: number } | undefined {
  try {
    const [executionArn, task]: unknown[] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
    return typeof executionArn === 'string' && Number.isSafeInteger(task)
      ? { executionArn, task: Number(task) }
      : undefined
  } catch {
    return undefined
  }
}
