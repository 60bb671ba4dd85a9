import { SeededRandom } from '../random.ts'
import { compileExpression, type Reading } from './expression.ts'
import { UnsupportedResult } from './result.ts'

/** An evaluation as plain data, so that it can be done in another thread: its result is the same there. */
export interface Evaluation extends Reading {
  source: string
  nowMs: number
  seed: string
  /** How often was drawn from the seed before. */
  draws: number
}

export interface EvaluationResult {
  /** Absent where the expression gives nothing, or fails. */
  json?: string
  failure?: { code?: string; message?: string; isUnsupported?: boolean }
  /** Absent where the evaluation was ended. */
  draws?: number
}

/**
 * Does what may take long, and never rejects for what is wrong with an expression. Calls `isLong` where it does take
 * long, so that what happened before the evaluation need not wait for it.
 */
export type Evaluator = (evaluation: Evaluation, isLong: () => void) => Promise<EvaluationResult>

/** What an evaluator answers for an evaluation that it ended. */
export const EVALUATION_TIMED_OUT: EvaluationResult = { failure: { code: 'D1012' } }
export const EVALUATION_OUT_OF_MEMORY: EvaluationResult = { failure: { code: 'D2015' } }

/** The evaluator of a thread that has nothing else to do meanwhile, such as a worker. */
export async function evaluateDetached({
  source,
  seed,
  draws,
  nowMs,
  ...reading
}: Evaluation): Promise<EvaluationResult> {
  const random = new SeededRandom(seed, draws)
  const context = { nowMs, random: () => random.next(), uuid: () => random.uuid() }
  try {
    const value = await compileExpression(`{%${source}%}`).evaluate({ ...reading, context })
    return { draws: random.draws, ...(value === undefined ? {} : { json: JSON.stringify(value) }) }
  } catch (error) {
    return { draws: random.draws, failure: failureOf(error) }
  }
}

function failureOf(error: unknown): NonNullable<EvaluationResult['failure']> {
  if (error instanceof UnsupportedResult) return { isUnsupported: true }
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string') return {}
  return { code: error.code, ...('message' in error ? { message: String(error.message) } : {}) }
}

/** The value of an evaluation that is done by another. Rejects as the evaluation does. */
export async function evaluateElsewhere(
  evaluator: Evaluator,
  source: string,
  reading: Reading,
  { nowMs, random, flush }: { nowMs: number; random: SeededRandom; flush(): void },
): Promise<unknown> {
  const { seed, draws } = random
  const result = await evaluator({ source, ...reading, nowMs, seed, draws }, flush)
  random.draws = result.draws ?? draws
  if (result.failure?.isUnsupported) throw new UnsupportedResult()
  if (result.failure !== undefined) throw result.failure
  return result.json === undefined ? undefined : JSON.parse(result.json)
}
