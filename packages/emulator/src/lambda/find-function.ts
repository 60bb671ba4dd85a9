import type { Alias } from './aliases.ts'
import { aliasNotFound, functionNotFound } from './errors.ts'
import { parseFunctionName } from './function-name.ts'
import type { FunctionDescription, Functions } from './functions-api.ts'
import { latestVersion, publishedVersions } from './versions.ts'

interface Found {
  description: FunctionDescription
  qualifier: string | undefined
}

/** What a name and a qualifier lead to. */
export function findFunction(functions: Functions, nameOrArn: string, givenQualifier?: string): Found {
  const { name, qualifier } = parseFunctionName(nameOrArn, givenQualifier)
  const description = functions.list().find((one) => one.name === name)
  if (description === undefined) {
    throw functionNotFound(nameOrArn.startsWith('arn:') ? nameOrArn : `${functions.arnPrefix}${name}`)
  }
  const known =
    qualifier === undefined ||
    [latestVersion, ...publishedVersions(description), ...description.aliases].includes(qualifier)
  if (!known) throw functionNotFound(`${description.arn}:${qualifier}`)
  return { description, qualifier }
}

export function findAlias(
  functions: Functions,
  nameOrArn: string,
  name: string,
): { description: FunctionDescription; alias: Alias } {
  const { description } = findFunction(functions, nameOrArn)
  const alias = description.routing.get(name)
  if (alias === undefined) throw aliasNotFound(`${description.arn}:${name}`)
  return { description, alias }
}
