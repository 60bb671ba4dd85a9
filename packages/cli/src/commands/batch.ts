import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { SFNClient } from '@aws-sdk/client-sfn'
import pMap from 'p-map'
import { type BatchLine, batchLines } from '../batch.ts'
import { awaitExecution, outcomeOf, startOnce } from '../execution.ts'
import { Failure, oneLine } from '../failure.ts'
import { print, printJsonLine } from '../print.ts'
import { type BatchResult, renderBatchResult, renderBatchSummary } from '../render-batch.ts'
import { type StateMachine, type TargetOptions, targetOf } from '../target.ts'

export interface BatchOptions extends TargetOptions {
  concurrency: string
  json?: true
}

const MAX_CONCURRENCY = 100
/** Many executions are polled at once, and AWS limits the rate. */
const POLL_MS = 200

/** Runs every request of a file and waits for its end. The same file again starts nothing twice. */
export async function batch(file: string, { concurrency, json, ...options }: BatchOptions): Promise<number> {
  const limit = Number(concurrency)
  if (!/^\d+$/.test(concurrency) || limit < 1 || limit > MAX_CONCURRENCY) {
    throw new Failure(
      `--concurrency ${concurrency} is out of range: expected a whole number from 1 to ${MAX_CONCURRENCY}.`,
    )
  }
  const lines = batchLines(await contentOf(file))
  if (lines.length === 0) throw new Failure('The input has no requests: expected a JSON object on each line.')
  const target = targetOf(options)
  const stateMachine = await target.stateMachine()
  if (stateMachine.express) {
    throw new Failure(
      'The workflow is an Express workflow, which could run a request twice: a batch needs a Standard one.',
    )
  }
  // Slows down when AWS throttles it.
  const sfn = new SFNClient({ ...target.config, retryMode: 'adaptive', maxAttempts: 10 })
  const results: BatchResult[] = []
  const run = async (line: BatchLine) => {
    const result = await resultOf(sfn, stateMachine, line)
    results.push(result)
    if (json) printJsonLine(result)
    else print(renderBatchResult(result))
  }
  await pMap(lines, run, { concurrency: limit })
  if (!json) print(`\n${renderBatchSummary(results)}`)
  return results.every(({ status }) => status === 'ENROLLED' || status === 'CANCELLED') ? 0 : 1
}

async function resultOf(sfn: SFNClient, stateMachine: StateMachine, request: BatchLine): Promise<BatchResult> {
  const { line, valid } = request
  if (!valid) return { line, status: 'REFUSED', error: 'not a JSON object: expected one request on each line' }
  try {
    const { execution, before } = await startOnce(sfn, stateMachine, request.input, request.executionName)
    const answer = await awaitExecution(sfn, execution, POLL_MS)
    const outcome = outcomeOf(answer)
    const common = { line, execution, ...(before && { before }) }
    if (outcome === undefined) return { ...common, status: 'FAILED', error: answer.error ?? answer.status ?? '' }
    if (outcome.status === 'CANCELLED') {
      return { ...common, status: 'CANCELLED', codes: outcome.reasons.map(({ code }) => code) }
    }
    return { ...common, status: 'ENROLLED', ...(outcome.alreadyEnrolled && { alreadyEnrolled: true }) }
  } catch (error) {
    // Reported with its line: the others continue, and the same file again resumes this one.
    return { line, status: 'FAILED', error: oneLine(error) }
  }
}

async function contentOf(file: string): Promise<string> {
  if (file === '-') return text(process.stdin)
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Failure(
      `${file} cannot be read (${error.code}): expected a file with a JSON request on each line, or - for standard input.`,
    )
  })
}
