import { isTooLarge, JsonDocument } from '../document.ts'
import { dataLimitFailure, runtimeFailure, StateFailed } from '../failure.ts'
import { evaluateTemplate } from '../jsonata/template.ts'
import type { Leave } from '../outcome.ts'
import { isTooDeep, MAX_DEPTH } from '../unsupported-json.ts'
import { bindingsOf } from './bindings.ts'
import { enterState } from './enter.ts'
import type { Frame } from './frame.ts'
import type { Run } from './run.ts'
import type { Step } from './step.ts'

/** Leaves a state for the next one, or ends its graph. */
export async function leave(run: Run, frame: Frame, action: Leave): Promise<Step[]> {
  const { visit } = frame
  const { name, type } = visit.node
  const { plainOutput, exit = visit.node.exit } = action
  const isPlain = exit.output === undefined && exit.assign === undefined
  const { output, assigned } = isPlain ? { output: plainOutput, assigned: [] } : await evaluateExit(run, frame, action)
  if (isTooLarge(output.text)) throw new StateFailed(dataLimitFailure(name))
  const details: Record<string, unknown> = { name, output: output.text, outputDetails: { truncated: false } }
  if (assigned.length > 0) {
    const assignedVariables = Object.fromEntries(assigned.map(([variable, value]) => [variable, value.text]))
    Object.assign(details, { assignedVariables, assignedVariablesDetails: { truncated: false } })
    const values = Object.fromEntries(assigned.map(([variable, document]) => [variable, document.value]))
    frame.variables = { ...frame.variables, ...values }
  }
  frame.previousEventId = run.emit(`${type}StateExited`, frame.previousEventId, details)
  const { next } = exit
  if (next === undefined) return endGraph(run, frame, output)
  enterState(run, frame, next, output)
  return []
}

interface Evaluated {
  output: JsonDocument
  assigned: [name: string, value: JsonDocument][]
}

/** Assign and Output both see the variables as they were when the state was entered. */
async function evaluateExit(
  run: Run,
  frame: Frame,
  { exit = frame.visit.node.exit, plainOutput, sees }: Leave,
): Promise<Evaluated> {
  const { node, enteredId } = frame.visit
  const bindings = bindingsOf(run, frame, sees)
  const assigned: Evaluated['assigned'] = []
  for (const [name, template] of exit.assign ?? []) {
    assigned.push([name, JsonDocument.ofValue(await evaluateTemplate(template, bindings))])
  }
  const output =
    exit.output === undefined ? plainOutput : JsonDocument.ofValue(await evaluateTemplate(exit.output, bindings))
  const texts = assigned.map(([, value]) => value.text)
  if (texts.some(isTooDeep) || (output !== plainOutput && isTooDeep(output.text))) {
    const problem = `A value is nested too deep: at most ${MAX_DEPTH} levels are supported here.`
    throw new StateFailed(runtimeFailure(node.name, enteredId, problem))
  }
  // All that one Assign stores must fit the payload limit together (Step Functions quotas).
  if (isTooLarge(texts.join(''))) throw new StateFailed(dataLimitFailure(node.name))
  return { output, assigned }
}

function endGraph(run: Run, frame: Frame, output: JsonDocument): Step[] {
  frame.status = 'done'
  const { parent } = frame
  if (parent !== undefined) {
    return [{ frame: parent.owner, action: { kind: 'childSucceeded', index: parent.index, output } }]
  }
  run.emit('ExecutionSucceeded', frame.previousEventId, { output: output.text, outputDetails: { truncated: false } })
  run.end({ type: 'end', status: 'SUCCEEDED', output: output.text })
  return []
}
