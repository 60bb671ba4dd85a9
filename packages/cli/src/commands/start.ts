import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { type RequestField, requestFields } from 'workflow'
import { awaitExecution, exitCodeOf, outcomeOf, runExpress, startOnce } from '../execution.ts'
import { Failure } from '../failure.ts'
import { print, printJson } from '../print.ts'
import { executionAsJson, renderOutcome } from '../render.ts'
import { type TargetOptions, targetOf } from '../target.ts'

/** A field of the request is an option of its name in lower case. */
export interface StartOptions extends TargetOptions, Partial<Record<Lowercase<RequestField>, string>> {
  input?: string
  executionName?: string
  wait: boolean
  json?: true
}

/** Starts one enrollment and waits for its answer, unless --no-wait is given. */
export async function start(options: StartOptions): Promise<number> {
  const input = await inputOf(options)
  const target = targetOf(options)
  const machine = await target.stateMachine()
  const name = options.executionName ?? randomUUID()
  if (!options.wait) {
    const { execution } = await startOnce(target.sfn, machine, input, name)
    if (options.json) printJson({ execution })
    else print(execution)
    return 0
  }
  const execution = machine.express
    ? await runExpress(target.sfn, machine.startArn, input, name)
    : await awaitExecution(target.sfn, (await startOnce(target.sfn, machine, input, name)).execution)
  if (options.json) printJson(executionAsJson(execution))
  else print(`${renderOutcome(execution)}\n${execution.executionArn}`)
  return exitCodeOf(outcomeOf(execution))
}

/** Step Functions accepts no more (its quota "Maximum input or output size"). */
const MAX_INPUT_BYTES = 262_144

/** The input text unchanged: Step Functions itself decides whether it is JSON. */
async function inputOf(options: StartOptions): Promise<string> {
  const input = await requestOf(options)
  if (input.trim() === '') throw new Failure('The request is empty: expected JSON, such as {"Name": "Alison"}.')
  const bytes = Buffer.byteLength(input)
  if (bytes <= MAX_INPUT_BYTES) return input
  throw new Failure(`The request is ${bytes} bytes long: expected at most ${MAX_INPUT_BYTES}.`)
}

async function requestOf({ input, ...options }: StartOptions): Promise<string> {
  const given = requestFields
    .map((field) => [field, options[field.toLowerCase() as Lowercase<RequestField>]] as const)
    .filter(([, value]) => value !== undefined)
  if (input === undefined && given.length === 0) {
    throw new Failure(
      'Nothing to enroll. Give --name, --email and --payment, or --input JSON (- reads standard input).',
    )
  }
  if (input !== undefined && given.length > 0) {
    const fields = requestFields.map((field) => `--${field.toLowerCase()}`).join(', ')
    throw new Failure(`--input is the whole request: give either --input or some of ${fields}.`)
  }
  if (input === undefined) return JSON.stringify(Object.fromEntries(given))
  return input === '-' ? text(process.stdin) : input
}
