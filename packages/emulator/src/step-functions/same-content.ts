import { isDeepStrictEqual } from 'node:util'
import type { Revision } from '../executions/revision.ts'

type Content = Pick<
  Revision,
  'type' | 'definition' | 'loggingConfiguration' | 'tracingConfiguration' | 'encryptionConfiguration'
>

/** Whether a repeated CreateStateMachine asks for what is there. The definition counts as text; role and tags do not count. */
export function sameContent(a: Content, b: Content): boolean {
  return (
    a.type === b.type &&
    a.definition === b.definition &&
    isDeepStrictEqual(a.loggingConfiguration, b.loggingConfiguration) &&
    isDeepStrictEqual(a.tracingConfiguration, b.tracingConfiguration) &&
    isDeepStrictEqual(a.encryptionConfiguration, b.encryptionConfiguration)
  )
}
