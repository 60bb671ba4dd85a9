import type { Offer } from '../jsonata/references.ts'
import type { Subject } from './check-state.ts'
import { checkVariableName } from './check-variables.ts'
import type { Fields } from './report.ts'

/** Assign and Output of a state, a choice rule or a catcher. */
export function checkExit(
  { report, templates }: Subject,
  holder: Fields,
  location: string,
  outer: ReadonlySet<string>,
  offers: readonly Offer[],
): void {
  if (holder.Output !== undefined) templates.template(holder.Output, `${location}/Output`, offers)
  if (holder.Assign === undefined) return
  const assign = report.object(holder.Assign, `${location}/Assign`)
  for (const [name, value] of Object.entries(assign ?? {})) {
    checkVariableName(report, name, outer, `${location}/Assign/${name}`)
    templates.template({ [name]: value }, `${location}/Assign`, offers)
  }
}
