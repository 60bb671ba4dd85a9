import { evaluateTemplate } from '../../jsonata/template.ts'
import { bindingsOf } from '../bindings.ts'
import { Doc, isTooLarge } from '../doc.ts'
import { enterState } from '../enter.ts'
import { dataLimitFailure, StateFailed } from '../failure.ts'
import type { Frame, ParallelRegion } from '../frame.ts'
import { newFrame } from '../new-frame.ts'
import type { Run } from '../run.ts'
import { nodeOf } from './node-of.ts'

export async function executeParallel(run: Run, frame: Frame): Promise<void> {
  const node = nodeOf(frame, 'Parallel')
  const input =
    node.arguments === undefined
      ? frame.visit.input
      : Doc.ofValue(await evaluateTemplate(node.arguments, bindingsOf(run, frame)))
  if (isTooLarge(input.text)) throw new StateFailed(dataLimitFailure(node.name))
  const startedId = run.emit('ParallelStateStarted', frame.previousEventId)
  frame.previousEventId = startedId
  frame.status = 'waiting'
  const region: ParallelRegion = { kind: 'parallel', node, owner: frame, startedId, children: [], outputs: [] }
  frame.visit.waitingFor = region
  for (const [index, graph] of node.branches.entries()) {
    const branch = newFrame({ graph, parent: { region, index }, around: frame, previousEventId: startedId })
    region.children.push(branch)
    enterState(run, branch, graph.startAt, input)
  }
}
