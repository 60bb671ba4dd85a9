import type { Assignment } from '../definition/program.ts'
import { evaluateTemplate, type Template } from '../jsonata/template.ts'
import { isTooDeep, MAX_DEPTH } from '../unsupported-json.ts'
import { bindingsOf, type Extra } from './bindings.ts'
import { Doc, isTooLarge } from './doc.ts'
import { enterState } from './enter.ts'
import { dataLimitFailure, runtimeFailure, StateFailed } from './failure.ts'
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
  let output = plainOutput
  const { node, enteredId } = frame.visit
  const { name, type } = node
  const checkDepth = (text: string) => {
    if (isTooDeep(text)) throw new StateFailed(runtimeFailure(name, enteredId, TOO_DEEP))
  }
  if (bindings !== undefined && template !== undefined) {
    output = Doc.ofValue(await evaluateTemplate(template, bindings))
    checkDepth(output.text)
  }
  if (isTooLarge(output.text)) throw new StateFailed(dataLimitFailure(name))

  const details: Record<string, unknown> = { name, output: output.text, outputDetails: { truncated: false } }
  if (Object.keys(assigned).length > 0) {
    const assignedVariables = textsOf(assigned)
    for (const text of Object.values(assignedVariables)) checkDepth(text)
    // All that one Assign stores must fit the payload limit together (Step Functions quotas).
    if (isTooLarge(Object.values(assignedVariables).join(''))) throw new StateFailed(dataLimitFailure(name))
    Object.assign(details, { assignedVariables, assignedVariablesDetails: { truncated: false } })
  }
  frame.previousEventId = run.emit(`${type}StateExited`, frame.previousEventId, details)
  if (assign !== undefined) frame.variables = { ...frame.variables, ...assigned }
  if (next !== undefined) enterState(run, frame, next, output)
  else await endFrame(run, frame, output)
}

/** What grows from state to state would in the end run out of stack. */
const TOO_DEEP = `A value is nested too deep: at most ${MAX_DEPTH} levels are supported here.`

function textsOf(assigned: Variables): Record<string, string> {
  return Object.fromEntries(Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)]))
}

async function endFrame(run: Run, frame: Frame, output: Doc): Promise<void> {
  frame.status = 'done'
  if (frame.parent !== undefined) return childSucceeded(run, frame, output)
  run.emit('ExecutionSucceeded', frame.previousEventId, { output: output.text, outputDetails: { truncated: false } })
  run.end({ type: 'end', status: 'SUCCEEDED', output: output.text })
}
