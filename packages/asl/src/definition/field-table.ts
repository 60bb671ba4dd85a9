import type { StateType } from './model.ts'

interface FieldsOfType {
  /** In both query languages. */
  both: readonly string[]
  jsonata: readonly string[]
  jsonpath: readonly string[]
}

const EVERY_STATE = ['Type', 'Comment', 'QueryLanguage']
const MOVING = ['Next', 'End', 'Assign']
const RECOVERING = ['Retry', 'Catch']

/** Every field that is supported, by state type and query language. What is not here is refused, never ignored. */
export const FIELD_TABLE: Readonly<Record<StateType, FieldsOfType>> = {
  Pass: { both: MOVING, jsonata: ['Output'], jsonpath: ['Result', 'Parameters'] },
  Task: {
    both: [...MOVING, ...RECOVERING, 'Resource', 'TimeoutSeconds', 'HeartbeatSeconds', 'Credentials'],
    jsonata: ['Arguments', 'Output'],
    jsonpath: ['Parameters', 'ResultSelector'],
  },
  Choice: { both: ['Choices', 'Default', 'Assign'], jsonata: ['Output'], jsonpath: [] },
  Wait: { both: [...MOVING, 'Seconds', 'Timestamp'], jsonata: ['Output'], jsonpath: [] },
  Succeed: { both: [], jsonata: ['Output'], jsonpath: [] },
  Fail: { both: ['Error', 'Cause'], jsonata: [], jsonpath: [] },
  Parallel: {
    both: [...MOVING, ...RECOVERING, 'Branches'],
    jsonata: ['Arguments', 'Output'],
    jsonpath: ['Parameters', 'ResultSelector'],
  },
  Map: {
    both: [
      ...MOVING,
      ...RECOVERING,
      ...['ItemProcessor', 'Iterator', 'ItemSelector', 'MaxConcurrency'],
      ...['ToleratedFailureCount', 'ToleratedFailurePercentage'],
    ],
    jsonata: ['Items', 'Output'],
    jsonpath: ['Parameters', 'ResultSelector'],
  },
}

/** Fields of AWS's that select by a path. */
const PATH_FIELDS = new Set([
  ...['InputPath', 'OutputPath', 'ResultPath', 'ItemsPath', 'SecondsPath', 'TimestampPath', 'ErrorPath', 'CausePath'],
  ...['TimeoutSecondsPath', 'HeartbeatSecondsPath', 'MaxConcurrencyPath'],
  ...['ToleratedFailureCountPath', 'ToleratedFailurePercentagePath'],
])
const JSONPATH_ONLY = new Set([...PATH_FIELDS, 'Parameters', 'Result', 'ResultSelector'])
const JSONATA_ONLY = new Set(['Arguments', 'Output', 'Items'])
const DISTRIBUTED = new Set(['ItemReader', 'ItemBatcher', 'ResultWriter', 'Label'])

/** Why a field may not stand in a state, or undefined if it may. */
export function refusalOf(field: string, type: StateType, jsonata: boolean): string | undefined {
  const { both, jsonata: inJsonata, jsonpath } = FIELD_TABLE[type]
  const allowed = jsonata ? inJsonata : jsonpath
  if (EVERY_STATE.includes(field) || both.includes(field) || allowed.includes(field)) return undefined
  if (jsonata && JSONPATH_ONLY.has(field)) return onlyFor(field, 'JSONata', 'JSONPath')
  if (!jsonata && JSONATA_ONLY.has(field)) return onlyFor(field, 'JSONPath', 'JSONata')
  if (PATH_FIELDS.has(field))
    return `Field '${field}' is not supported here: JSONPath states run where they use no path. Use JSONata.`
  if (type === 'Map' && DISTRIBUTED.has(field)) return `Field '${field}' is not supported here: a Map runs inline only.`
  return `Field '${field}' is not supported`
}

/** AWS's sentence. */
export function onlyFor(field: string, language: string, other: string): string {
  return `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${other}' QueryLanguage`
}
