import type { Assignment } from '../definition/program.ts'
import { evaluateTemplate, type Template } from '../jsonata/template.ts'
import { bindingsOf, type Extra } from './bindings.ts'
import { Doc, isTooLarge } from './doc.ts'
import { enterState } from './enter.ts'
import { dataLimitFailure, StateFailed } from './failure.ts'
import type { Frame, Variables } from './frame.ts'
import { childSucceeded } from './region.ts'
import type { Run } from './run.ts'

export interface Exit {
  output?: Template | undefined
  assign?: Assignment | undefined
  /** Undefined: the graph ends here. */
  next?: string | undefined
}

/**
 * Leaves a state. Assign and Output both see the variables as they were when the state was entered; without an Output
 * the state gives `plainOutput`.
 */
export async function leaveState(run: Run, frame: Frame, exit: Exit, plainOutput: Doc, extra: Extra): Promise<void> {
  const { assign, output: template, next } = exit
  const bindings = assign === undefined && template === undefined ? undefined : bindingsOf(run, frame, extra)
  const assigned: Record<string, unknown> = {}
  if (bindings !== undefined && assign !== undefined) {
    for (const [name, value] of assign) assigned[name] = await evaluateTemplate(value, bindings)
  }
  const output =
    bindings !== undefined && template !== undefined
      ? Doc.ofValue(await evaluateTemplate(template, bindings))
      : plainOutput
  const { name, type } = frame.visit.node
  if (isTooLarge(output.text)) throw new StateFailed(dataLimitFailure(name))

  const details: Record<string, unknown> = { name, output: output.text, outputDetails: { truncated: false } }
  if (Object.keys(assigned).length > 0) {
    const assignedVariables = textsOf(assigned)
    // All that one Assign stores must fit the payload limit together (Step Functions quotas).
    if (isTooLarge(Object.values(assignedVariables).join(''))) throw new StateFailed(dataLimitFailure(name))
    Object.assign(details, { assignedVariables, assignedVariablesDetails: { truncated: false } })
  }
  frame.previousEventId = run.emit(`${type}StateExited`, frame.previousEventId, details)
  if (assign !== undefined) frame.variables = { ...frame.variables, ...assigned }
  if (next !== undefined) enterState(run, frame, next, output)
  else await endFrame(run, frame, output)
}

function textsOf(assigned: Variables): Record<string, string> {
  return Object.fromEntries(Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)]))
}

async function endFrame(run: Run, frame: Frame, output: Doc): Promise<void> {
  frame.status = 'done'
  if (frame.parent !== undefined) return childSucceeded(run, frame, output)
  run.emit('ExecutionSucceeded', frame.previousEventId, { output: output.text, outputDetails: { truncated: false } })
  run.end({ type: 'end', status: 'SUCCEEDED', output: output.text })
}
