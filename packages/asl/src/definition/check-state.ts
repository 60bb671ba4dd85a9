import type { ExpressionCache } from '../jsonata/expression-cache.ts'
import { checkBranches } from './check-branches.ts'
import { checkChoices } from './check-choices.ts'
import { checkExit } from './check-exit.ts'
import { checkMap } from './check-map.ts'
import { checkCatch, checkRetry } from './check-recovery.ts'
import { checkTask } from './check-task.ts'
import { TemplateCheck } from './check-templates.ts'
import { checkWait } from './check-wait.ts'
import { FIELD_TABLE, refusalOf } from './field-table.ts'
import type { StateType } from './model.ts'
import type { Fields, Report } from './report.ts'

/** What is the same for all states of a machine. */
export interface MachineCheck {
  report: Report
  expressions: ExpressionCache
  type: 'STANDARD' | 'EXPRESS'
  machineLanguage: unknown
}

/** One state under check. */
export interface Subject extends MachineCheck {
  state: Fields
  location: string
  templates: TemplateCheck
}

export type CheckInner = (container: Fields, location: string) => void

const WITH_RESULT: readonly StateType[] = ['Task', 'Parallel', 'Map']

export function checkState(
  check: MachineCheck,
  value: unknown,
  location: string,
  outer: ReadonlySet<string>,
  checkInner: CheckInner,
): void {
  const { report } = check
  const state = report.object(value, location)
  if (state === undefined) return
  const type = typeOf(report, state, location)
  const jsonata = languageOf(check, state, location) === 'JSONata'
  if (type === undefined) return
  const templates = new TemplateCheck(report, check.expressions, jsonata)
  const subject: Subject = { ...check, state, location, templates }
  if (type === 'Choice' && !jsonata) {
    report.schema('A Choice state in JSONPath is not supported here: its rules are paths. Use JSONata.', location)
    return
  }
  for (const field of Object.keys(state)) {
    const refusal = refusalOf(field, type, jsonata)
    if (refusal !== undefined) report.schema(refusal, location)
  }
  if (state.Comment !== undefined) report.string(state.Comment, `${location}/Comment`)
  if (FIELD_TABLE[type].both.includes('End')) checkMove(report, state, location)
  checkExit(subject, state, location, outer, WITH_RESULT.includes(type) ? ['result'] : [])
  for (const field of ['Arguments', 'Parameters', 'ResultSelector', 'ItemSelector']) {
    if (state[field] !== undefined) templates.template(state[field], `${location}/${field}`)
  }
  checkRecovery(subject, outer)
  checkOwn(subject, type, outer, checkInner)
}

function checkOwn(subject: Subject, type: StateType, outer: ReadonlySet<string>, checkInner: CheckInner): void {
  switch (type) {
    case 'Task':
      checkTask(subject)
      break
    case 'Map':
      checkMap(subject, checkInner)
      break
    case 'Wait':
      checkWait(subject)
      break
    case 'Choice':
      checkChoices(subject, outer)
      break
    case 'Fail':
      checkFail(subject)
      break
    case 'Parallel':
      checkBranches(subject, checkInner)
      break
  }
}

function typeOf(report: Report, state: Fields, location: string): StateType | undefined {
  if (state.Type === undefined) {
    report.schema('These fields are required: [Type]', location)
  } else if (typeof state.Type !== 'string' || !Object.hasOwn(FIELD_TABLE, state.Type)) {
    report.schema(`Value is not one of [${Object.keys(FIELD_TABLE).join(', ')}]`, `${location}/Type`)
  } else {
    return state.Type as StateType
  }
  return undefined
}

function languageOf({ report, machineLanguage }: MachineCheck, { QueryLanguage }: Fields, location: string): unknown {
  if (QueryLanguage === undefined) return machineLanguage
  if (QueryLanguage !== 'JSONata' && QueryLanguage !== 'JSONPath') {
    report.schema('Value is not one of [JSONPath, JSONata]', `${location}/QueryLanguage`)
  } else if (QueryLanguage === 'JSONPath' && machineLanguage === 'JSONata') {
    report.schema("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", location)
  }
  return QueryLanguage
}

function checkMove(report: Report, { Next, End }: Fields, location: string): void {
  if (Next !== undefined && End !== undefined) {
    report.schema('There should only be one of the following fields: [End, Next]', location)
  } else if (Next === undefined && End === undefined) {
    report.schema('These fields are required: [Next]', location)
  }
  if (Next !== undefined) report.string(Next, `${location}/Next`)
  if (End !== undefined && End !== true) report.schema('Value is not one of [true]', `${location}/End`)
}

function checkRecovery(subject: Subject, outer: ReadonlySet<string>): void {
  const { report, state, location, templates } = subject
  if (state.Retry !== undefined) checkRetry(report, state.Retry, `${location}/Retry`)
  if (state.Catch === undefined) return
  const fields = ['Comment', 'ErrorEquals', 'Next', 'Assign', ...(templates.jsonata ? ['Output'] : [])]
  checkCatch(report, state.Catch, fields, `${location}/Catch`, (catcher, at) => {
    checkExit(subject, catcher, at, outer, ['errorOutput'])
  })
}

function checkFail({ report, state, location, templates }: Subject): void {
  for (const field of ['Error', 'Cause']) {
    const value = state[field]
    if (value === undefined) continue
    const at = `${location}/${field}`
    templates.valueOr(value, at, () => report.string(value, at))
  }
}
