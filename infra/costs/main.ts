import {
  DescribeExecutionCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  paginateListStateMachines,
  SFNClient,
} from '@aws-sdk/client-sfn'
import { eventFromSdk } from 'history'
import { lambdas, STATE_MACHINE, stateMachines } from 'workflow'
import { type Cost, costOf, total } from './cost.ts'
import { pathOf } from './path.ts'
import { type Usage, usageOf } from './usage.ts'

/**
 * Prints what 1,000 executions of each path would cost, computed from the executions that an emulator (or AWS) has: as
 * Standard, and for course-enrollment as Express where it waits for nobody.
 * Where to look comes from the environment: AWS_ENDPOINT_URL, AWS_REGION and STAGE as for any deployment.
 */
const EXECUTIONS = 1_000
const client = new SFNClient({})
const memory = Object.fromEntries(lambdas.map(({ name, memoryMb }) => [name, memoryMb]))

const usages = await readUsages()
if (usages.size === 0) throw new Error('No execution has succeeded there yet: enroll somebody first.')
print(`US dollars for ${EXECUTIONS.toLocaleString('en')} executions, by path:`)
for (const [path, ofPath] of [...usages].sort(([a], [b]) => a.localeCompare(b))) {
  const mean = (of: (usage: Usage) => number) => ofPath.reduce((sum, usage) => sum + of(usage), 0) / ofPath.length
  print(
    `${path} (${ofPath.length}): on average ${mean(({ transitions }) => transitions).toFixed(1)} transitions, ` +
      `${mean(({ calls }) => calls.length).toFixed(1)} calls of functions, ${mean(({ units }) => units.write).toFixed(1)} write ` +
      `and ${mean(({ units }) => units.read).toFixed(1)} read units.`,
  )
  for (const type of ['STANDARD', 'EXPRESS'] as const) {
    if (type === 'EXPRESS' && !runsAsExpress(path)) continue
    const costs = ofPath.map((usage) => costOf(usage, type, memory))
    const cost = (of: (cost: Cost) => number) =>
      (EXECUTIONS * costs.reduce((sum, it) => sum + of(it), 0)) / costs.length
    const parts = Object.keys(costs[0] ?? {}).map(
      (part) => `${part} ${cost((it) => it[part as keyof Cost]).toFixed(4)}`,
    )
    print(`  ${type.padEnd(8)} ${cost(total).toFixed(4)}   ${parts.join('  ')}`)
  }
}

function runsAsExpress(path: string): boolean {
  return path.startsWith(STATE_MACHINE) && !/held|waited/.test(path)
}

/** The executions of each path, at most 1,000 of each state machine. */
async function readUsages(): Promise<Map<string, Usage[]>> {
  const usages = new Map<string, Usage[]>()
  for (const [machine, stateMachineArn] of await stateMachineArns()) {
    let count = 0
    const pages = paginateListExecutions({ client }, { stateMachineArn, statusFilter: 'SUCCEEDED' })
    for await (const { executions = [] } of pages) {
      for (const { executionArn } of executions.slice(0, EXECUTIONS - count)) {
        const events = []
        for await (const page of paginateGetExecutionHistory({ client }, { executionArn }))
          events.push(...(page.events ?? []))
        const history = events.map(eventFromSdk)
        const { output = '{}' } = await client.send(new DescribeExecutionCommand({ executionArn }))
        const path = pathOf(machine, history, output)
        usages.set(path, [...(usages.get(path) ?? []), usageOf(history)])
        count += 1
      }
    }
  }
  return usages
}

/** The state machines of the stage, or those of an emulator, whose names are bare. */
async function stateMachineArns(): Promise<[string, string][]> {
  const found = new Map<string, string>()
  for await (const page of paginateListStateMachines({ client }, {})) {
    for (const { name = '', stateMachineArn = '' } of page.stateMachines ?? []) found.set(name, stateMachineArn)
  }
  return Object.values(stateMachines).map((machine) => {
    const names = [`${process.env.STAGE ?? 'dev'}-${machine}`, machine]
    const arn = names.map((name) => found.get(name)).find((it) => it !== undefined)
    if (arn === undefined) throw new Error(`The state machine ${names.join(' or ')} does not exist.`)
    return [machine, arn]
  })
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
