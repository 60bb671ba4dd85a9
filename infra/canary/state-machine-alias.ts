import {
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  type ExecutionListItem,
  ListStateMachineVersionsCommand,
  paginateListExecutions,
  paginateListStateMachines,
  type SFNClient,
  UpdateStateMachineAliasCommand,
} from '@aws-sdk/client-sfn'
import { LIVE_ALIAS } from 'workflow'
import type { Alias } from './alias.ts'

/** What an execution ended with is asked for once, and for at most this many of a version. */
const MAX_EXECUTIONS = 1000

/** The alias of a state machine. What its versions answer is in the output of their executions. */
export async function stateMachineAlias(sfn: SFNClient, name: string): Promise<Alias> {
  const machine = await findStateMachine(sfn, name)
  const stateMachineAliasArn = `${machine}:${LIVE_ALIAS}`
  const ended = new Map<string, readonly string[]>()

  const codesOf = async ({ executionArn = '', status }: ExecutionListItem): Promise<readonly string[]> => {
    const known = ended.get(executionArn)
    if (known !== undefined) return known
    const codes =
      status === 'SUCCEEDED'
        ? codesIn((await sfn.send(new DescribeExecutionCommand({ executionArn }))).output)
        : [String(status)]
    ended.set(executionArn, codes)
    return codes
  }

  return {
    async routing() {
      const { routingConfiguration = [] } = await sfn.send(
        new DescribeStateMachineAliasCommand({ stateMachineAliasArn }),
      )
      return Object.fromEntries(
        routingConfiguration.map(({ stateMachineVersionArn, weight = 0 }) => [
          numberOf(stateMachineVersionArn),
          weight,
        ]),
      )
    },
    async route(routing) {
      const routingConfiguration = Object.entries(routing).map(([version, weight]) => ({
        stateMachineVersionArn: `${machine}:${version}`,
        weight,
      }))
      await sfn.send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn, routingConfiguration }))
    },
    async newest() {
      const query = new ListStateMachineVersionsCommand({ stateMachineArn: machine, maxResults: 1 })
      const { stateMachineVersions = [] } = await sfn.send(query)
      return numberOf(stateMachineVersions[0]?.stateMachineVersionArn)
    },
    async tally(version, sinceMs) {
      const executions = await executionsSince(sfn, `${machine}:${version}`, sinceMs)
      const reasons: Record<string, number> = {}
      for (const execution of executions) {
        for (const code of await codesOf(execution)) reasons[code] = (reasons[code] ?? 0) + 1
      }
      return { requests: executions.length, reasons }
    },
  }
}

async function findStateMachine(sfn: SFNClient, name: string): Promise<string> {
  for await (const { stateMachines = [] } of paginateListStateMachines({ client: sfn }, {})) {
    const found = stateMachines.find((machine) => machine.name === name)
    if (found?.type === 'EXPRESS') {
      throw new Error(`${name} is an Express state machine, of which AWS lists no executions: deploy it at once.`)
    }
    if (found?.stateMachineArn !== undefined) return found.stateMachineArn
  }
  throw new Error(`There is no function and no state machine ${name}: expected one that is deployed.`)
}

/** The executions of a version that have ended, newest first. */
async function executionsSince(sfn: SFNClient, versionArn: string, sinceMs: number): Promise<ExecutionListItem[]> {
  const found: ExecutionListItem[] = []
  for await (const { executions = [] } of paginateListExecutions({ client: sfn }, { stateMachineArn: versionArn })) {
    for (const execution of executions) {
      if (Number(execution.startDate) < sinceMs || found.length === MAX_EXECUTIONS) return found
      if (execution.status !== 'RUNNING') found.push(execution)
    }
  }
  return found
}

/** The codes of a "no". Nothing else of an output is read: it names a student. */
function codesIn(output = '{}'): readonly string[] {
  const { reasons } = JSON.parse(output) as { reasons?: { code: string }[] }
  return [...new Set((reasons ?? []).map(({ code }) => code))]
}

const numberOf = (versionArn = '') => versionArn.split(':').at(-1) ?? ''
