import {
  paginateGetExecutionHistory,
  paginateListExecutions,
  paginateListStateMachines,
  SFNClient,
} from '@aws-sdk/client-sfn'
import { eventFromSdk } from 'history'
import { lambdas } from 'workflow'
import { type Cost, costOf, total } from './cost.ts'
import { type Usage, usageOf } from './usage.ts'

/**
 * Prints what 1,000 enrollments would cost as either type, computed from the executions that an emulator (or AWS) has.
 * Where to look comes from the environment: AWS_ENDPOINT_URL, AWS_REGION and STAGE as for any deployment.
 */
const EXECUTIONS = 1_000
const client = new SFNClient({})
const memory = Object.fromEntries(lambdas.map(({ name, memoryMb }) => [name, memoryMb]))

const usages = await readUsages(await stateMachineArn())
if (usages.length === 0) throw new Error('No execution has succeeded there yet: enroll somebody first.')
const average = (of: (usage: Usage) => number) => usages.reduce((sum, usage) => sum + of(usage), 0) / usages.length
print(
  `${usages.length} executions: on average ${average(({ transitions }) => transitions).toFixed(1)} transitions, ` +
    `${average(({ durationMs }) => durationMs).toFixed(0)} ms, ${average(({ calls }) => calls.length).toFixed(1)} calls of functions.`,
)
print(`US dollars for ${EXECUTIONS.toLocaleString('en')} enrollments:`)
for (const type of ['STANDARD', 'EXPRESS'] as const) {
  const costs = usages.map((usage) => costOf(usage, type, memory))
  const mean = (of: (cost: Cost) => number) =>
    (EXECUTIONS * costs.reduce((sum, cost) => sum + of(cost), 0)) / costs.length
  const parts = Object.keys(costs[0] ?? {}).map(
    (part) => `${part} ${mean((cost) => cost[part as keyof Cost]).toFixed(4)}`,
  )
  print(`${type.padEnd(8)} ${mean(total).toFixed(4)}   ${parts.join('  ')}`)
}

async function stateMachineArn(): Promise<string> {
  const names = [`${process.env.STAGE ?? 'dev'}-course-enrollment`, 'course-enrollment']
  for await (const { stateMachines } of paginateListStateMachines({ client }, {})) {
    const arn = stateMachines?.find(({ name = '' }) => names.includes(name))?.stateMachineArn
    if (arn !== undefined) return arn
  }
  throw new Error(`The state machine ${names.join(' or ')} does not exist.`)
}

async function readUsages(stateMachineArn: string): Promise<Usage[]> {
  const usages: Usage[] = []
  for await (const { executions = [] } of paginateListExecutions(
    { client },
    { stateMachineArn, statusFilter: 'SUCCEEDED' },
  )) {
    for (const { executionArn } of executions) {
      const events = []
      for await (const page of paginateGetExecutionHistory({ client }, { executionArn }))
        events.push(...(page.events ?? []))
      usages.push(usageOf(events.map(eventFromSdk)))
      if (usages.length === EXECUTIONS) return usages
    }
  }
  return usages
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
