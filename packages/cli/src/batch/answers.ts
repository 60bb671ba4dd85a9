import { DescribeExecutionCommand } from '@aws-sdk/client-sfn'
import {
  courseKey,
  endedRequestOf,
  enrollmentKey,
  enrollmentOf,
  type Key,
  NO_COURSE,
  type StoredItem,
  sortKeyPrefix,
} from 'records'
import { exactEmail } from '../checked-fields.ts'
import { outcomeOf } from '../execution.ts'
import type { Target } from '../target.ts'
import type { Patience } from './patience.ts'
import { failed, outcomeOfAnswer, outcomeOfEnded, outcomeOfEnrollment, type RowOutcome } from './row-outcome.ts'
import { findEnded, MAX_KEYS, readItems, textOfKey } from './table-reads.ts'

/** An execution that was started for a row. */
export interface Started {
  execution: string
  /** ISO 8601; undefined where an earlier run started it. */
  startedAt: string | undefined
  /** The id of the course, or what no course has. */
  course: string
  /** As the table most likely has it. */
  email: string
}

export interface Answers {
  /** Resolves as soon as the execution has an answer, or waits for people. */
  of(started: Started): Promise<RowOutcome>
}

interface Asked extends Started {
  dueMs: number
  waitMs: number
  /** When Step Functions is asked: it limits that to a few in a second, and the table knows almost everything. */
  describeAtMs: number
  describeWaitMs: number
  isEmailExact: boolean
  settle: PromiseWithResolvers<RowOutcome>
}

const FIRST_LOOK_MS = 60
const LONGEST_LOOK_MS = 1000
const FIRST_DESCRIBE_MS = 4000
const LONGEST_DESCRIBE_MS = 30_000
/** Three keys for each. */
const AT_ONCE = Math.floor(MAX_KEYS / 3)

/**
 * Looks up answers of many executions together: in the table, where each leaves its enrollment or why there is none.
 * Step Functions is asked about those that leave nothing: repeats of an enrollment, failures, and what takes long.
 */
export function createAnswers(target: Target, patience: Patience, signal: AbortSignal): Answers {
  const open = new Set<Asked>()
  let timer: NodeJS.Timeout | undefined

  function schedule(): void {
    if (timer !== undefined || open.size === 0) return
    const dueMs = Math.min(...[...open].map((asked) => asked.dueMs))
    timer = setTimeout(look, Math.max(10, dueMs - Date.now()))
  }

  async function look(): Promise<void> {
    try {
      const due = [...open].filter(({ dueMs }) => dueMs <= Date.now() + 10)
      const groups = Array.from({ length: Math.ceil(due.length / AT_ONCE) }, (_, n) =>
        due.slice(n * AT_ONCE, (n + 1) * AT_ONCE),
      )
      await Promise.all(groups.map(lookUp))
    } catch (error) {
      end(error)
    }
    timer = undefined
    schedule()
  }

  async function lookUp(group: readonly Asked[]): Promise<void> {
    const items = await patience(() => readItems(target, group.flatMap(keysOf)))
    for (const asked of group) {
      const [enrollment, ended, endedNowhere] = keysOf(asked).map((key) => items.get(textOfKey(key)))
      const outcome = found(asked, enrollment, ended ?? endedNowhere)
      if (outcome !== undefined) settle(asked, outcome)
      else {
        // Somebody else's enrollment: this one ends as a repeat of it, and leaves nothing.
        const isRepeat = enrollment !== undefined
        asked.waitMs = Math.min(LONGEST_LOOK_MS, asked.waitMs * 1.5)
        asked.dueMs = Date.now() + asked.waitMs
        if (isRepeat) asked.describeAtMs = Math.min(asked.describeAtMs, asked.dueMs)
      }
    }
    await Promise.all(
      group.filter((asked) => open.has(asked) && asked.describeAtMs <= Date.now()).map((asked) => describe(asked)),
    )
  }

  async function describe(asked: Asked): Promise<void> {
    const { execution: executionArn } = asked
    if (asked.startedAt === undefined) {
      const ended = await patience(() => findEnded(target, asked.email, executionArn))
      if (ended !== undefined) return settle(asked, outcomeOfEnded(ended))
    }
    const execution = await patience(() => target.sfn.send(new DescribeExecutionCommand({ executionArn })))
    if (execution.status === 'RUNNING') {
      asked.describeWaitMs = Math.min(LONGEST_DESCRIBE_MS, asked.describeWaitMs * 2)
      asked.describeAtMs = Date.now() + asked.describeWaitMs
      if (asked.isEmailExact) return
      // It may wait under an address that the table has in another form.
      asked.email = await exactEmail(target, asked.email, patience)
      asked.isEmailExact = true
      return
    }
    const answer = outcomeOf(execution)
    if (answer === undefined) return settle(asked, failed(failure(execution), executionArn))
    const known = 'student' in answer ? answer.student.email : asked.email
    if (asked.startedAt === undefined && known !== asked.email) {
      // It may have been withdrawn since.
      const ended = await patience(() => findEnded(target, known, executionArn))
      if (ended !== undefined) return settle(asked, outcomeOfEnded(ended))
    }
    settle(asked, outcomeOfAnswer(answer, executionArn))
  }

  function settle(asked: Asked, outcome: RowOutcome): void {
    open.delete(asked)
    asked.settle.resolve(outcome)
  }

  function end(reason: unknown): void {
    clearTimeout(timer)
    for (const asked of open) asked.settle.reject(reason)
    open.clear()
  }

  signal.addEventListener('abort', () => end(signal.reason), { once: true })

  return {
    of(started) {
      signal.throwIfAborted()
      const now = Date.now()
      const before = started.startedAt === undefined
      const asked: Asked = {
        ...started,
        dueMs: before ? now : now + FIRST_LOOK_MS,
        waitMs: FIRST_LOOK_MS,
        describeAtMs: before ? now : now + FIRST_DESCRIBE_MS,
        describeWaitMs: FIRST_DESCRIBE_MS / 4,
        isEmailExact: false,
        settle: Promise.withResolvers(),
      }
      open.add(asked)
      schedule()
      return asked.settle.promise
    },
  }
}

/** Where its enrollment is, and where it would be noted that it has none: with its course, or without one where it has no address. */
function keysOf({ course, email, execution, startedAt }: Started): Key[] {
  const enrollment = enrollmentKey(course, email)
  if (startedAt === undefined) return [enrollment]
  const sk = { S: `${sortKeyPrefix.ended}${startedAt}#${execution.split(':').at(-1)}` }
  return [enrollment, { ...courseKey(course), sk }, { ...courseKey(NO_COURSE), sk }]
}

function found(
  { execution }: Started,
  enrollment: StoredItem | undefined,
  ended: StoredItem | undefined,
): RowOutcome | undefined {
  if (ended !== undefined) return outcomeOfEnded(endedRequestOf(ended))
  if (enrollment === undefined || enrollmentOf(enrollment).execution !== execution) return undefined
  return outcomeOfEnrollment(enrollmentOf(enrollment))
}

function failure({ status = '', error }: { status?: string | undefined; error?: string | undefined }): string {
  if (status === 'ABORTED') return 'it was stopped before it had an answer'
  return `the workflow failed${error === undefined ? '' : ` (${error})`}: redrive it, or run this row again`
}
