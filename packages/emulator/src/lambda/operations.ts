import type { Operation } from './operation.ts'
import { getAlias } from './operations/get-alias.ts'
import { getFunction } from './operations/get-function.ts'
import { getFunctionConfiguration } from './operations/get-function-configuration.ts'
import { invoke } from './operations/invoke.ts'
import { listAliases } from './operations/list-aliases.ts'
import { listFunctions } from './operations/list-functions.ts'
import { listVersionsByFunction } from './operations/list-versions-by-function.ts'
import { updateAlias } from './operations/update-alias.ts'

/** The operations of the service: a new one is a new file and a line here. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  Invoke: invoke,
  GetFunction: getFunction,
  GetFunctionConfiguration: getFunctionConfiguration,
  ListAliases: listAliases,
  ListFunctions: listFunctions,
  ListVersionsByFunction: listVersionsByFunction,
  GetAlias: getAlias,
  UpdateAlias: updateAlias,
}
