import { checkExit } from './check-exit.ts'
import { refuseUnknown } from './check-recovery.ts'
import type { Subject } from './check-state.ts'
import { onlyFor } from './field-table.ts'

const RULE_FIELDS = ['Comment', 'Condition', 'Next', 'Assign', 'Output']

export function checkChoices(subject: Subject, outer: ReadonlySet<string>): void {
  const { report, state, location, templates } = subject
  if (state.Default !== undefined) report.string(state.Default, `${location}/Default`)
  if (state.Choices === undefined) {
    report.schema('These fields are required: [Choices]', location)
    return
  }
  const rules = report.list(state.Choices, `${location}/Choices`) ?? []
  for (const [index, value] of rules.entries()) {
    const at = `${location}/Choices[${index}]`
    const rule = report.object(value, at)
    if (rule === undefined) continue
    if (rule.Variable !== undefined) report.schema(onlyFor('Variable', 'JSONata', 'JSONPath'), at)
    else refuseUnknown(report, rule, RULE_FIELDS, at)
    const missing = ['Condition', 'Next'].filter((field) => rule[field] === undefined)
    if (missing.length > 0) report.schema(`These fields are required: [${missing.join(', ')}]`, at)
    if (rule.Next !== undefined) report.string(rule.Next, `${at}/Next`)
    if (rule.Comment !== undefined) report.string(rule.Comment, `${at}/Comment`)
    const { Condition } = rule
    if (Condition !== undefined && typeof Condition !== 'boolean') {
      const where = `${at}/Condition`
      templates.valueOr(Condition, where, () => report.schema('Expected a JSONata expression or a Boolean', where))
    }
    checkExit(subject, rule, at, outer, [])
  }
}
