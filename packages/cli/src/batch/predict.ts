import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { standardCost, stepsOf, transitionsOf } from 'history'
import { type AnswerCounts, noAnswers, type Prediction, type RowAnswer } from 'intake'
import { startEnrollmentEmulator } from '../enrollment-emulator.ts'
import { readHistory } from '../execution.ts'
import { type Target, targetOf } from '../target.ts'
import { createRecordsCopy } from './copy-records.ts'
import { limitOf } from './limits.ts'
import { type BatchOptions, runBatch } from './run-batch.ts'

/** Enough at once to keep this machine busy. */
const CONCURRENCY = 16
/** Histories are read of so many executions with the same answer. */
const SAMPLES = 3
/** Closed executions that the emulator keeps. */
const KEPT = 500

/**
 * Says how each row would end if the batch ran now, and changes nothing: every row runs through the workflow and the
 * functions themselves, on an emulator with a copy of the records, seats and waitlists that it meets. What it writes is on disk until
 * the end, so that memory does not grow with the file.
 */
export async function predictBatch(options: Omit<BatchOptions, 'beforeStart'>): Promise<Prediction> {
  // Of this user alone: it has names and addresses.
  const dataDirectory = await mkdtemp(join(tmpdir(), 'enroll-dry-run-'))
  try {
    return await rehearse(dataDirectory, options)
  } finally {
    await rm(dataDirectory, { recursive: true, force: true })
  }
}

async function rehearse(
  dataDirectory: string,
  { target, onRow, ...options }: Omit<BatchOptions, 'beforeStart'>,
): Promise<Prediction> {
  const stateMachine = await target.stateMachine()
  const retention = { executions: KEPT }
  const emulator = await startEnrollmentEmulator({ port: 0, dataDirectory, sync: false, items: [], retention })
  try {
    const rehearsal = targetOf({ endpoint: emulator.url })
    const copy = createRecordsCopy(target, stateMachine, rehearsal)
    const counts = noAnswers()
    const transitions = createTransitionCount(rehearsal)
    let started = 0
    const beganMs = performance.now()
    await runBatch({
      ...options,
      target: rehearsal,
      concurrency: CONCURRENCY,
      beforeStart: (row, patience) => copy.of(row, patience),
      onRow: async (row, outcome) => {
        counts[outcome.answer] += 1
        const isStarted = row.status === 'ready' && !outcome.before
        if (isStarted) started += 1
        if (isStarted && outcome.execution) await transitions.count(outcome.answer, outcome.execution)
        // Nobody finds its executions, which end with the emulator.
        const { execution, ...answer } = outcome
        await onRow(row, isStarted || execution === undefined ? answer : { ...answer, execution })
      },
    })
    const total = transitions.total()
    return {
      counts,
      costUsd: standardCost(total),
      ...(await timeOf({ target, started, concurrency: options.concurrency }, total, performance.now() - beganMs)),
    }
  } finally {
    await emulator.close()
  }
}

async function timeOf(
  { target, started, concurrency }: Pick<BatchOptions, 'target' | 'concurrency'> & { started: number },
  transitions: number,
  rehearsalMs: number,
): Promise<Pick<Prediction, 'durationMs' | 'limitedBy'>> {
  if (!target.isAws) return { durationMs: rehearsalMs, limitedBy: 'the speed of this machine' }
  const { perSecond, limitedBy } = limitOf(
    await target.sfn.config.region(),
    transitions / Math.max(1, started),
    concurrency,
  )
  return { durationMs: (started / perSecond) * 1000, limitedBy }
}

/** Counts state transitions: executions with the same answer have as many as the first of them, on average. */
function createTransitionCount({ sfn }: Target) {
  const executions: AnswerCounts = noAnswers()
  const samples = new Map<RowAnswer, number[]>()
  return {
    async count(answer: RowAnswer, execution: string): Promise<void> {
      executions[answer] += 1
      const sampled = samples.get(answer) ?? []
      samples.set(answer, sampled)
      if (sampled.length < SAMPLES) sampled.push(transitionsOf(stepsOf(await readHistory(sfn, execution))))
    },
    total(): number {
      const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
      return [...samples].reduce((sum, [answer, sampled]) => sum + executions[answer] * mean(sampled), 0)
    },
  }
}
