import { userInfo } from 'node:os'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { Failure, oneLine } from './failure.ts'
import type { Target } from './target.ts'

export interface WhoOptions {
  /** Who asks, where it is somebody else than the one who types. */
  as?: string
}

const MAX_CHARACTERS = 100

/** Who asks, for `RequestedBy`: what `--as` says, else the caller's identity on AWS, and the user's name on this machine. */
export async function requestedBy({ isAws, config }: Target, { as }: WhoOptions): Promise<string> {
  if (as === undefined) return isAws ? callerOf(new STSClient(config)) : userInfo().username
  const name = as.trim()
  if (name !== '' && [...name].length <= MAX_CHARACTERS) return name
  throw new Failure(
    `--as is ${name === '' ? 'blank' : 'too long'}: expected a name of 1 to ${MAX_CHARACTERS} characters.`,
  )
}

async function callerOf(sts: STSClient): Promise<string> {
  const { Arn = '' } = await sts.send(new GetCallerIdentityCommand({})).catch((error: unknown) => {
    throw new Failure(`AWS does not say who you are (${oneLine(error)}). Check your credentials, or add --as NAME.`)
  })
  return callerName(Arn)
}

/** `user/maria`, `assumed-role/Staff/maria`: the ARN without partition, service and account; of one too long its end, which names the person. */
export function callerName(arn: string): string {
  const name = arn.split(':').slice(5).join(':') || arn
  const characters = [...name]
  return characters.length <= MAX_CHARACTERS ? name : `…${characters.slice(1 - MAX_CHARACTERS).join('')}`
}
