// Plays a recorded case on the built engine (`pnpm build` first): lambdas by their behaviour, time on a clock of its own.
import { createExecution, InvalidDefinition, parseDefinition } from '../dist/index.mjs'
import { answer } from './lambdas.mjs'

const REGION = 'us-east-1'
const ACCOUNT = '111111111111'

export async function run(test) {
  let program
  try {
    program = parseDefinition(test.definition, test.express === true ? 'EXPRESS' : 'STANDARD')
  } catch (error) {
    if (error instanceof InvalidDefinition) return { refused: error.message }
    throw error
  }
  return play(program, contextOf(test), test.lambdas ?? {})
}

function contextOf(test) {
  const executionName = test.name ?? 'execution'
  const stateMachineName = test.stateMachineName ?? 'machine'
  return {
    executionArn: `arn:aws:states:${REGION}:${ACCOUNT}:execution:${stateMachineName}:${executionName}`,
    executionName,
    roleArn: `arn:aws:iam::${ACCOUNT}:role/conformance`,
    stateMachineArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${stateMachineName}`,
    stateMachineName,
    region: REGION,
    input: test.input ?? '{}',
    startTimeMs: Date.parse('2026-01-01T00:00:00Z'),
    seed: 'conformance',
  }
}

async function play(program, context, lambdas) {
  const execution = createExecution(program, context)
  const events = []
  const timers = new Map()
  const signals = [{ type: 'start' }]
  let nowMs = context.startTimeMs
  let end
  while (end === undefined) {
    const signal = signals.shift() ?? nextTimer()
    if (signal === undefined) return { broken: 'the execution waits for nothing' }
    const turn = await execution.apply(signal, nowMs)
    for (const { timestamp, ...event } of turn.events) events.push({ ...event, timestamp: new Date(timestamp) })
    for (const command of turn.commands) carryOut(command)
  }
  const { status, output, error, cause } = end
  return { status, output, error, cause, events }

  function carryOut(command) {
    if (command.type === 'setTimer') timers.set(command.timer, command.dueMs)
    if (command.type === 'clearTimer') timers.delete(command.timer)
    if (command.type === 'end') end = command
    if (command.type === 'cancelTask') {
      const index = signals.findIndex((signal) => signal.task === command.task)
      if (index >= 0) signals.splice(index, 1)
    }
    if (command.type === 'runTask') signals.push(...answer(command, lambdas))
  }

  function nextTimer() {
    const [first] = [...timers].sort(([, a], [, b]) => a - b)
    if (first === undefined) return undefined
    const [timer, dueMs] = first
    timers.delete(timer)
    nowMs = Math.max(nowMs, dueMs)
    return { type: 'timer', timer }
  }
}
