import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { paginateListStateMachines, SFNClient } from '@aws-sdk/client-sfn'
import { table } from 'records'
import { LIVE_ALIAS, STATE_MACHINE } from 'workflow'
import { Failure } from './failure.ts'

export interface TargetOptions {
  local?: true
  endpoint?: string
  region?: string
  stage?: string
  /** A profile of the AWS CLI. */
  profile?: string
}

/** The configuration of every client of a target. */
export type ClientConfig = { region?: string; profile?: string } | ReturnType<typeof localClientConfig>

/** What a command talks to: its clients, and the names of its resources. */
export interface Target {
  /** Not an emulator. */
  isAws: boolean
  config: ClientConfig
  sfn: SFNClient
  dynamodb: DynamoDBClient
  lambda: LambdaClient
  tableName: string
  functionName: (name: string) => string
  stateMachine: () => Promise<StateMachine>
}

export interface StateMachine {
  arn: string
  /** What executions are started on: the alias, so that a rollback of the workflow reaches them. */
  startArn: string
  /** Each execution runs at most once, without a history, and returns its answer to the caller. */
  express: boolean
}

export const LOCAL_ENDPOINT = 'http://127.0.0.1:4566'

/** AWS by default, with names prefixed by the stage; an emulator with --local or --endpoint, with bare names. */
export function targetOf({ local, endpoint, region, stage = 'dev', profile }: TargetOptions): Target {
  const url = endpoint ?? (local ? LOCAL_ENDPOINT : undefined)
  if (url !== undefined && !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new Failure(`--endpoint is "${url}": expected a URL, such as ${LOCAL_ENDPOINT}.`)
  }
  const onAws = { ...(region !== undefined && { region }), ...(profile !== undefined && { profile }) }
  const config = url === undefined ? onAws : localClientConfig(url, region)
  const prefix = url === undefined ? `${stage}-` : ''
  const sfn = new SFNClient(config)
  return {
    isAws: url === undefined,
    config,
    sfn,
    dynamodb: new DynamoDBClient(config),
    lambda: new LambdaClient(config),
    tableName: `${prefix}${table.name}`,
    functionName: (name) => `${prefix}${name}`,
    stateMachine: async () => {
      const { arn, express } = await findStateMachine(sfn, `${prefix}${STATE_MACHINE}`)
      return { arn, express, startArn: `${arn}:${LIVE_ALIAS}` }
    },
  }
}

/** Any credentials will do for an emulator, but a client must have some to sign with. */
function localClientConfig(endpoint: string, region = process.env.AWS_REGION ?? 'us-east-1') {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  // An emulator has one host, even for operations that have a host of their own on AWS.
  return { endpoint, region, credentials, maxAttempts: 2, disableHostPrefix: true }
}

async function findStateMachine(client: SFNClient, name: string): Promise<Omit<StateMachine, 'startArn'>> {
  for await (const page of paginateListStateMachines({ client }, {})) {
    const found = page.stateMachines?.find((machine) => machine.name === name)
    if (found?.stateMachineArn !== undefined) return { arn: found.stateMachineArn, express: found.type === 'EXPRESS' }
  }
  throw new Failure(`The state machine "${name}" does not exist. Deploy it, or choose another --stage or --region.`)
}
