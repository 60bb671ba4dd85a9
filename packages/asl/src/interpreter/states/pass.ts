import type { PassNode, SucceedNode } from '../../definition/program.ts'
import type { Leave, StateContext } from '../../outcome.ts'

/** Pass and Succeed: the output, or else the input as it came. */
export function executePass(node: PassNode | SucceedNode, { input }: StateContext): Leave {
  return { kind: 'leave', exit: node, plainOutput: input }
}
