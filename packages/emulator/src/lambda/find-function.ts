import { functionNotFound } from './errors.ts'
import { parseFunctionName } from './function-name.ts'
import { type FunctionDescription, type Functions, latestVersion, publishedVersion } from './functions-api.ts'

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
  const known = qualifier === undefined || [latestVersion, publishedVersion, ...description.aliases].includes(qualifier)
  if (!known) throw functionNotFound(`${description.arn}:${qualifier}`)
  return { description, qualifier }
}
