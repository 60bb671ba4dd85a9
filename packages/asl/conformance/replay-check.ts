import { expect } from 'vitest'
import { type Command, type ExecutionContext, type Program, resumeExecution } from '../src/index.ts'
import type { Played, PlayedTurn } from './play.ts'

/**
 * Cuts a played execution after each of its turns, resumes it from what was recorded until then, and expects the same
 * to be outstanding and the same to follow.
 */
export async function expectEveryCutToResume(
  program: Program,
  context: ExecutionContext,
  played: Played,
): Promise<void> {
  for (let cut = 1; cut <= played.turns.length; cut++) {
    const before = played.turns.slice(0, cut)
    const atMs = before.at(-1)?.atMs ?? 0
    const history = before.flatMap(({ events }) => events)
    const { execution, rest } = await resumeExecution(program, context, JSON.parse(JSON.stringify(history)), atMs)
    expect(rest.events).toEqual([])
    expect(comparable(rest.commands)).toEqual(comparable(outstandingAfter(before)))
    for (const { signal, atMs: when, events } of played.turns.slice(cut)) {
      expect((await execution.apply(signal, when)).events).toEqual(events)
    }
  }
}

function comparable(commands: readonly Command[]): string[] {
  return commands
    .map((command) => JSON.stringify(isHeartbeat(command) ? { ...command, dueMs: 'anew' } : command))
    .sort()
}

function isHeartbeat(command: Command): boolean {
  return command.type === 'setTimer' && command.timer.startsWith('heartbeat-')
}

/** What was asked for and neither ended nor taken back. */
function outstandingAfter(turns: readonly PlayedTurn[]): Command[] {
  const open = new Map<string, Command>()
  for (const { signal, commands } of turns) {
    if (signal.type === 'timer') open.delete(`timer ${signal.timer}`)
    if ('task' in signal && signal.type !== 'taskHeartbeat') open.delete(`task ${signal.task}`)
    for (const command of commands) {
      if (command.type === 'runTask') open.set(`task ${command.task}`, command)
      if (command.type === 'cancelTask') open.delete(`task ${command.task}`)
      if (command.type === 'setTimer') open.set(`timer ${command.timer}`, command)
      if (command.type === 'clearTimer') open.delete(`timer ${command.timer}`)
    }
  }
  return [...open.values()]
}
