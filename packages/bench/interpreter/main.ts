import { createExecution, type Definition, type ExecutionContext, type Program, parseDefinition } from 'asl'
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions'
import { median } from '../shared/measure.ts'
import { report } from '../shared/report.ts'
import { size } from '../shared/size.ts'
import { article, jsonata } from './definitions.ts'

/**
 * CPU that the interpreter alone takes for an execution with four tasks, next to aws-local-stepfunctions on the same
 * definition. Tasks answer at once; nothing is stored. The median of several rounds that take turns.
 */
const WARM_UP = size(1000, 10)
const EXECUTIONS = size(3000, 10)
const ROUNDS = size(7, 1)

const INPUT = { Name: 'Alison', Email: 'alison@example.com', Payment: 'Done', Course: 'serverless-101' }
const ANSWER = { status: 'OK', field: 'name', value: 'alison', problems: [] }

const REFERENCE = 'aws-local-stepfunctions, JSONPath'
const targets = {
  [REFERENCE]: theirs(article),
  'asl, JSONPath': ours(article),
  'asl, JSONata': ours(jsonata),
}
for (const target of Object.values(targets)) await repeat(WARM_UP, target)
const rounds: Record<string, number>[] = []
for (let round = 0; round < ROUNDS; round++) {
  const cpuMs: Record<string, number> = {}
  for (const [name, target] of Object.entries(targets)) cpuMs[name] = await cpuMsEach(target)
  rounds.push(cpuMs)
}
report({
  title: "CPU of one execution of the article's workflow, in process; its tasks answer at once",
  columns: ['CPU ms', 'ratio', 'goal'],
  rows: Object.keys(targets).map((name) => {
    const cpuMs = (round: Record<string, number>, of = name) => round[of] ?? Number.NaN
    return {
      measure: name,
      'CPU ms': median(rounds.map((round) => cpuMs(round))),
      ratio: median(rounds.map((round) => cpuMs(round) / cpuMs(round, REFERENCE))),
      goal: name === REFERENCE ? '' : '≤ 1.5',
    }
  }),
})

function ours(definition: Definition): () => Promise<void> {
  const program = parseDefinition(JSON.stringify(definition), 'STANDARD')
  const context: ExecutionContext = {
    executionArn: 'arn:aws:states:us-east-1:000000000000:execution:bench:one',
    executionName: 'one',
    roleArn: 'arn:aws:iam::000000000000:role/bench',
    stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:bench',
    stateMachineName: 'bench',
    region: 'us-east-1',
    input: JSON.stringify(INPUT),
    startTimeMs: Date.now(),
    seed: 'bench',
  }
  return () => run(program, context)
}

async function run(program: Program, context: ExecutionContext): Promise<void> {
  const execution = createExecution(program, context)
  const output = JSON.stringify(ANSWER)
  const tasks: number[] = []
  let ended = false
  let turn = await execution.apply({ type: 'start' }, Date.now())
  while (!ended) {
    for (const command of turn.commands) {
      if (command.type === 'runTask') tasks.push(command.task)
      if (command.type === 'end') ended = true
    }
    const task = tasks.shift()
    if (task === undefined) break
    turn = await execution.apply({ type: 'taskSucceeded', task, output }, Date.now())
  }
  if (!ended) throw new Error('The execution did not end.')
}

function theirs(definition: Definition): () => Promise<void> {
  // It writes defaults into its definition.
  const machine = new StateMachine(structuredClone(definition) as unknown as StateMachineDefinition)
  const names = ['LookUpName', 'LookUpEmail', 'LookUpPaymentInfo', 'ValidateDetails']
  const handlers = Object.fromEntries(names.map((name) => [name, async () => ANSWER]))
  return async () => {
    const execution = machine.run(INPUT, { overrides: { taskResourceLocalHandlers: handlers } })
    await execution.result
  }
}

async function cpuMsEach(target: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await repeat(EXECUTIONS, target)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / EXECUTIONS
}

async function repeat(times: number, target: () => Promise<void>): Promise<void> {
  for (let i = 0; i < times; i++) await target()
}
