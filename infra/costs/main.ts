import {
  DescribeExecutionCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  paginateListStateMachines,
  SFNClient,
} from '@aws-sdk/client-sfn'
import { eventFromSdk } from 'history'
import { lambdas, stateMachines } from 'workflow'
import { pathOf } from './path.ts'
import { EXECUTIONS, type PathCost, pathCost } from './path-cost.ts'
import { type Usage, usageOf } from './usage.ts'

/**
 * Prints what 1,000 executions of each path would cost, computed from the executions that an emulator (or AWS) has: as
 * Standard, and for course-enrollment as Express where it waits for nobody.
 * Where to look comes from the environment: AWS_ENDPOINT_URL, AWS_REGION and STAGE as for any deployment.
 * Usage: node costs/main.ts [--json]
 */
const client = new SFNClient({})
const memory = Object.fromEntries(lambdas.map(({ name, memoryMb }) => [name, memoryMb]))

const usages = await readUsages()
if (usages.size === 0) throw new Error('No execution has succeeded there yet: enroll somebody first.')
const costs = [...usages].sort(([a], [b]) => a.localeCompare(b)).map(([path, ofPath]) => pathCost(path, ofPath, memory))
if (process.argv.includes('--json')) print(JSON.stringify(costs, null, 2))
else printCosts(costs)

function printCosts(costs: readonly PathCost[]): void {
  print(`US dollars for ${EXECUTIONS.toLocaleString('en')} executions, by path:`)
  for (const { path, executions, mean, standard, express } of costs) {
    print(
      `${path} (${executions}): on average ${mean.transitions.toFixed(1)} transitions, ` +
        `${mean.calls.toFixed(1)} calls of functions, ${mean.write.toFixed(1)} write ` +
        `and ${mean.read.toFixed(1)} read units.`,
    )
    for (const [type, dollars] of Object.entries({ standard, express })) {
      if (dollars === undefined) continue
      const { total, ...of } = dollars
      const parts = Object.entries(of).map(([part, cost]) => `${part} ${cost.toFixed(4)}`)
      print(`  ${type.toUpperCase().padEnd(8)} ${total.toFixed(4)}   ${parts.join('  ')}`)
    }
  }
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
