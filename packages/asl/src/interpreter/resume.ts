import { isDeepStrictEqual } from 'node:util'
import type { Command, Execution, ExecutionContext, HistoryEvent, Turn } from '../execution.ts'
import type { Evaluator } from '../jsonata/detached.ts'
import type { Program } from '../program.ts'
import { applySignal, executionOf } from './interpret.ts'
import { signalOf } from './recorded-signal.ts'
import { Run } from './run.ts'
import { runTaskCommand } from './tasks.ts'

/** What the definition does now is not what the history says that it did. */
export class ReplayDiverged extends Error {
  override readonly name = 'ReplayDiverged'
  /** The first event that is not explained. */
  readonly eventId: number

  constructor(eventId: number, expected: string) {
    super(`The history cannot be replayed: event ${eventId} should be ${expected}. Was the definition exchanged?`)
    this.eventId = eventId
  }
}

/**
 * Rebuilds an execution from its history alone, by giving it again the signals that the events tell of, at their times.
 * The rest has the commands still to be carried out: tasks that have not ended, timers with the time at which they were
 * due. Heartbeats leave no event, so a heartbeat's time starts anew at `nowMs`. A closed execution has no commands, and
 * takes a redrive. Where the history ends with what was flushed of a turn, the rest has the other events of the turn.
 * Throws ReplayDiverged.
 */
export async function resumeExecution(
  program: Program,
  context: ExecutionContext,
  history: readonly HistoryEvent[],
  nowMs: number,
  evaluator?: Evaluator,
): Promise<{ execution: Execution; rest: Turn }> {
  const run = new Run(program, context, evaluator && evaluateUnlessStopped)

  /** What was stopped before it gave anything is not evaluated again. */
  function evaluateUnlessStopped(...evaluation: Parameters<Evaluator>): ReturnType<Evaluator> {
    const stopped = history[run.nextId - 1]?.type === 'ExecutionAborted' && run.interrupt()
    return stopped || evaluator === undefined ? new Promise(() => undefined) : evaluator(...evaluation)
  }

  const rest: HistoryEvent[] = []
  let at = 0
  for (let first = history[at]; first !== undefined; first = history[at]) {
    const signal = signalOf(run, first)
    if (signal === undefined) throw new ReplayDiverged(first.id, `something that is waited for, not ${first.type}`)
    const { events } = await applySignal(run, signal, first.timestamp)
    for (const event of events.length === 0 ? [undefined] : events) {
      const recorded = history[at++]
      if (isDeepStrictEqual(event, recorded)) continue
      if (event !== undefined && recorded === undefined) {
        rest.push(event)
        continue
      }
      throw new ReplayDiverged(
        recorded?.id ?? at,
        event === undefined ? 'no event' : `${event.type} with other details`,
      )
    }
  }
  const { ended } = run
  const commands = ended !== undefined && rest.length > 0 ? [ended] : outstanding(run, nowMs)
  return { execution: executionOf(run), rest: { events: rest, commands } }
}

function outstanding(run: Run, nowMs: number): Command[] {
  const commands: Command[] = []
  for (const { visit } of run.tasks.values()) {
    const { waitingFor } = visit
    // A task that was submitted is in other hands: its token's holder ends it.
    if (waitingFor?.kind === 'task' && !waitingFor.submitted) commands.push(runTaskCommand(waitingFor))
  }
  for (const [timer, { dueMs, target }] of run.timers) {
    const due = target.kind === 'heartbeat' ? nowMs + heartbeatMs(run, target.task) : dueMs
    commands.push({ type: 'setTimer', timer, dueMs: due })
  }
  return commands
}

function heartbeatMs(run: Run, task: number): number {
  const wait = run.tasks.get(task)?.visit.waitingFor
  return wait?.kind === 'task' ? (wait.heartbeatMs ?? 0) : 0
}
