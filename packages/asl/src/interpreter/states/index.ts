import type { StateNode } from '../../definition/program.ts'
import type { Outcome, StateContext } from '../../outcome.ts'
import { executeChoice } from './choice.ts'
import { executeFail } from './fail.ts'
import { executeMap } from './map.ts'
import { executeParallel } from './parallel.ts'
import { executePass } from './pass.ts'
import { executeTask } from './task.ts'
import { executeWait } from './wait.ts'

/** What each state type does once it is entered. */
export async function executeState(node: StateNode, context: StateContext): Promise<Outcome> {
  switch (node.type) {
    case 'Choice':
      return executeChoice(node, context)
    case 'Fail':
      return executeFail(node, context)
    case 'Map':
      return executeMap(node, context)
    case 'Parallel':
      return executeParallel(node, context)
    case 'Pass':
    case 'Succeed':
      return executePass(node, context)
    case 'Task':
      return executeTask(node, context)
    case 'Wait':
      return executeWait(node, context)
  }
}
