import { bindingsOf } from '../bindings.ts'
import { StateFailed } from '../failure.ts'
import { fieldOf } from '../fields.ts'
import type { Frame } from '../frame.ts'
import type { Run } from '../run.ts'
import { nodeOf } from './node-of.ts'

/** No name is made up for a Fail that gives none. */
export async function executeFail(run: Run, frame: Frame): Promise<void> {
  const node = nodeOf(frame, 'Fail')
  const bindings = bindingsOf(run, frame)
  throw new StateFailed({
    ...(node.error === undefined ? {} : { error: await fieldOf<string>(node.error, bindings, 'string') }),
    ...(node.cause === undefined ? {} : { cause: await fieldOf<string>(node.cause, bindings, 'string') }),
  })
}
