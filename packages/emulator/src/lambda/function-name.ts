import type { AwsError } from '../aws-error.ts'
import { invalidParameter, validationException } from './errors.ts'

export interface FunctionName {
  name: string
  qualifier: string | undefined
  /** Of the ARN, where one was given. */
  region: string | undefined
  accountId: string | undefined
}

const pattern =
  /^(?:(?:arn:aws[a-zA-Z-]*:lambda:(?<region>[a-z0-9-]+):)?(?<accountId>\d{12}):function:)?(?<name>[a-zA-Z0-9_-]{1,64})(?::(?<qualifier>\$LATEST|[a-zA-Z0-9_-]{1,128}))?$/

/** A name, a partial ARN or an ARN, each with or without `:qualifier`; the qualifier may also come beside it. */
export function parseFunctionName(text: string, qualifier?: string): FunctionName {
  const groups = pattern.exec(text)?.groups
  if (!groups?.name) {
    throw unlike(
      '(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?',
      'functionName',
      text,
    )
  }
  if (qualifier !== undefined && !/^[a-zA-Z0-9$_-]{1,128}$/.test(qualifier)) {
    throw unlike('(|[a-zA-Z0-9$_-]+)', 'qualifier', qualifier)
  }
  if (qualifier !== undefined && groups.qualifier !== undefined && qualifier !== groups.qualifier) {
    throw invalidParameter('The derived qualifier from the function name does not match the specified qualifier.')
  }
  return {
    name: groups.name,
    qualifier: qualifier ?? groups.qualifier,
    region: groups.region,
    accountId: groups.accountId,
  }
}

function unlike(pattern: string, member: string, value: string): AwsError {
  return validationException(
    `Value '${value.slice(0, 200)}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
  )
}
