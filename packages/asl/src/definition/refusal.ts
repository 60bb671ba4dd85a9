import { onlyFor } from './fields.ts'

/** Fields of AWS's that select by a path. */
const PATH_FIELDS = new Set([
  ...['InputPath', 'OutputPath', 'ResultPath', 'ItemsPath', 'SecondsPath', 'TimestampPath', 'ErrorPath', 'CausePath'],
  ...['TimeoutSecondsPath', 'HeartbeatSecondsPath', 'MaxConcurrencyPath'],
  ...['ToleratedFailureCountPath', 'ToleratedFailurePercentagePath'],
])
const JSONPATH_ONLY = new Set([...PATH_FIELDS, 'Parameters', 'Result', 'ResultSelector'])
const JSONATA_ONLY = new Set(['Arguments', 'Output', 'Items'])
const DISTRIBUTED = new Set(['ItemReader', 'ItemBatcher', 'ResultWriter', 'Label'])

/** Why a field may not stand in a state, a choice rule or a catcher that has no such field. */
export function refusalOf(field: string, jsonata: boolean, type?: string): string {
  if (jsonata && JSONPATH_ONLY.has(field)) return onlyFor(field, 'JSONata', 'JSONPath')
  if (!jsonata && JSONATA_ONLY.has(field)) return onlyFor(field, 'JSONPath', 'JSONata')
  if (PATH_FIELDS.has(field)) return pathRefusal(field)
  if (type === 'Map' && DISTRIBUTED.has(field)) return `Field '${field}' is not supported here: a Map runs inline only.`
  return `Field '${field}' is not supported`
}

export function pathRefusal(field: string): string {
  return `Field '${field}' is not supported here: JSONPath states run where they use no path. Use JSONata.`
}
