import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { awaitExecution, exitCodeOf, outcomeOf, runExpress, startExecution } from '../execution.ts'
import { Failure } from '../failure.ts'
import { print, printJson } from '../print.ts'
import { executionAsJson, renderOutcome } from '../render.ts'
import { type TargetOptions, targetOf } from '../target.ts'

export interface StartOptions extends TargetOptions {
  name?: string
  email?: string
  payment?: string
  course?: string
  input?: string
  executionName?: string
  wait: boolean
  json?: true
}

/** Starts one enrollment and, unless told not to, waits for its answer. */
export async function start(options: StartOptions): Promise<number> {
  const input = await inputOf(options)
  const target = targetOf(options)
  const { startArn, express } = await target.stateMachine()
  const name = options.executionName ?? randomUUID()
  if (!options.wait) {
    const executionArn = await startExecution(target.sfn, startArn, input, name)
    if (options.json) printJson({ execution: executionArn })
    else print(executionArn)
    return 0
  }
  const execution = express
    ? await runExpress(target.sfn, startArn, input, name)
    : await awaitExecution(target.sfn, await startExecution(target.sfn, startArn, input, name))
  if (options.json) printJson(executionAsJson(execution))
  else print(`${renderOutcome(execution)}\n${execution.executionArn}`)
  return exitCodeOf(outcomeOf(execution))
}

/** The text of the input as it is: Step Functions itself judges whether it is JSON. */
async function inputOf({ input, name, email, payment, course }: StartOptions): Promise<string> {
  const fields = { Name: name, Email: email, Payment: payment, Course: course }
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  if (input === undefined && given.length === 0) {
    throw new Failure(
      'Nothing to enroll. Give --name, --email and --payment, or --input JSON (- reads standard input).',
    )
  }
  if (input !== undefined && given.length > 0) {
    throw new Failure('--input is the whole request: give either --input or --name, --email, --payment and --course.')
  }
  if (input === undefined) return JSON.stringify(Object.fromEntries(given))
  return input === '-' ? text(process.stdin) : input
}
