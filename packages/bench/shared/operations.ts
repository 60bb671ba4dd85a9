import { setTimeout as delay } from 'node:timers/promises'
import { type Item, table } from 'records'
import type { Client } from './http-client.ts'
import { throughput } from './measure.ts'

const BATCH = 25
const BATCHES_AT_A_TIME = 4

/** One operation of Step Functions. */
export async function stepFunctions<T>(client: Client, operation: string, input: object): Promise<T> {
  return JSON.parse(await client.post(JSON.stringify(input), `AWSStepFunctions.${operation}`)) as T
}

/** One operation of DynamoDB, on the one table. */
export async function dynamoDb<T>(client: Client, operation: string, input: object): Promise<T> {
  const onTable = { TableName: table.name, ...input }
  return JSON.parse(await client.post(JSON.stringify(onTable), `DynamoDB_20120810.${operation}`)) as T
}

/** Puts any number of items. */
export async function putItems(client: Client, items: readonly Item[]): Promise<void> {
  await throughput(Math.ceil(items.length / BATCH), BATCHES_AT_A_TIME, async (n) => {
    const puts = items.slice(n * BATCH, (n + 1) * BATCH).map((Item) => ({ PutRequest: { Item } }))
    const input = JSON.stringify({ RequestItems: { [table.name]: puts } })
    await client.post(input, 'DynamoDB_20120810.BatchWriteItem')
  })
}

export function machineArn(name: string): string {
  return `arn:aws:states:us-east-1:000000000000:stateMachine:${name}`
}

/** Starts an execution and resolves with its ARN. */
export async function start(client: Client, machine: string, input: unknown): Promise<string> {
  const request = { stateMachineArn: machineArn(machine), input: JSON.stringify(input) }
  return (await stepFunctions<{ executionArn: string }>(client, 'StartExecution', request)).executionArn
}

/** Resolves with the output of an execution once it has ended: asks again `everyMs`, at once where left out. */
export async function ended(client: Client, executionArn: string, everyMs = 0): Promise<unknown> {
  for (;;) {
    const { status, output } = await stepFunctions<{ status: string; output?: string }>(client, 'DescribeExecution', {
      executionArn,
    })
    if (status === 'SUCCEEDED') return JSON.parse(output ?? 'null')
    if (status !== 'RUNNING') throw new Error(`${executionArn} ended ${status}.`)
    if (everyMs > 0) await delay(everyMs)
  }
}

/** Starts an execution and resolves with its output. */
export async function run(client: Client, machine: string, input: unknown): Promise<unknown> {
  return ended(client, await start(client, machine, input))
}
