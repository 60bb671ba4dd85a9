import type { FailNode } from '../../definition/program.ts'
import { fieldOf } from '../../field-values.ts'
import type { Fail, StateContext } from '../../outcome.ts'

/** No name is made up for a Fail that gives none. */
export async function executeFail(node: FailNode, context: StateContext): Promise<Fail> {
  const bindings = context.bindings()
  const failure = {
    ...(node.error === undefined ? {} : { error: await fieldOf<string>(node.error, bindings, 'string') }),
    ...(node.cause === undefined ? {} : { cause: await fieldOf<string>(node.cause, bindings, 'string') }),
  }
  return { kind: 'fail', failure }
}
