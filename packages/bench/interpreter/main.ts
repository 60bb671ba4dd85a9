import { createExecution, type Definition, type ExecutionContext, type Program, parseDefinition } from 'asl'
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions'
import { article, jsonata } from './definitions.ts'

/**
 * CPU that the interpreter alone takes for an execution with four tasks, next to aws-local-stepfunctions on the same
 * definition. Tasks answer at once; nothing is stored. The median of several rounds that take turns.
 */
const WARM_UP = 1000
const EXECUTIONS = 3000
const ROUNDS = 7

const INPUT = { Name: 'Alison', Email: 'alison@example.com', Payment: 'Done', Course: 'serverless-101' }
const ANSWER = { status: 'OK', field: 'name', value: 'alison', problems: [] }

const results = {
  'asl, article (JSONPath)': [] as number[],
  'asl, article (JSONata)': [] as number[],
  'aws-local-stepfunctions, article (JSONPath)': [] as number[],
}
const targets: Record<keyof typeof results, () => Promise<void>> = {
  'asl, article (JSONPath)': ours(article),
  'asl, article (JSONata)': ours(jsonata),
  'aws-local-stepfunctions, article (JSONPath)': theirs(article),
}
for (const target of Object.values(targets)) await repeat(WARM_UP, target)
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, target] of Object.entries(targets)) {
    results[name as keyof typeof results].push(await cpuMsEach(target))
  }
}
const reference = median(results['aws-local-stepfunctions, article (JSONPath)'])
for (const [name, rounds] of Object.entries(results)) {
  const cpuMs = median(rounds)
  const goal = name.startsWith('asl') ? '  ≤ 1.5' : ''
  console.log(`${name.padEnd(46)} ${cpuMs.toFixed(3)} ms CPU, ratio ${(cpuMs / reference).toFixed(2)}${goal}`)
}

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
  const machine = new StateMachine(definition as unknown as StateMachineDefinition)
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

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
