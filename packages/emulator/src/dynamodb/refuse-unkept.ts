import { type Input, knownMembers } from './dynalite.ts'
import { validationError } from './errors.ts'
import { isObject } from './transaction-items.ts'

/** Members that dynalite passes over, with the value in which they ask for nothing. */
const ASKS_FOR_NOTHING: Record<string, (value: unknown) => boolean> = {
  StreamSpecification: (value) => isObject(value) && value.StreamEnabled === false,
  TableClass: (value) => value === 'STANDARD',
}
/** Members that dynalite passes over, but CreateTable and UpdateTable do not. */
const KEPT = ['AttributeDefinitions', 'DeletionProtectionEnabled', 'SSESpecification', 'Tags']
const INDEX_MEMBERS = ['IndexName', 'KeySchema', 'Projection', 'ProvisionedThroughput']

/** Refuses by name what CreateTable or UpdateTable would pass over: better no table than another one. */
export function refuseUnkept(operation: 'CreateTable' | 'UpdateTable', input: Input): void {
  const known = knownMembers(operation)
  for (const [name, value] of Object.entries(input)) {
    if (value == null || known.includes(name) || KEPT.includes(name) || ASKS_FOR_NOTHING[name]?.(value)) continue
    throw validationError(`${name} is not supported here`)
  }
  for (const kind of ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes']) {
    const indexes: unknown = input[kind]
    for (const index of Array.isArray(indexes) ? indexes.filter(isObject) : []) {
      const unkept = Object.keys(index).find((name) => index[name] != null && !INDEX_MEMBERS.includes(name))
      if (unkept !== undefined) throw validationError(`${unkept} in ${kind} is not supported here`)
    }
  }
}
