import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { type RequestField, requestFields } from 'workflow'
import { awaitExecution, type ExecutionAnswer, exitCodeOf, outcomeOf, runExpress, startOnce } from '../execution.ts'
import { Failure } from '../failure.ts'
import { fieldKey, fieldOption } from '../field-option.ts'
import { print, printJson } from '../print.ts'
import { executionAsJson, renderOutcome, renderWaiting } from '../render.ts'
import { sameTarget, type Target, type TargetOptions, targetOf } from '../target.ts'
import { untilItWaits, type Waiting, waitingIn } from '../until-it-waits.ts'
import { requestedBy, type WhoOptions } from '../who.ts'

/** A field of the request is an option of its name: studentNumber for StudentNumber. */
export interface StartOptions extends TargetOptions, WhoOptions, Partial<Record<Uncapitalize<RequestField>, string>> {
  input?: string
  executionName?: string
  /** True: until the end. False: not at all. Undefined: until the answer, or until it waits for people. */
  wait?: boolean
  json?: true
}

/** Starts one enrollment and waits for its answer; one that waits for a payment or a seat is left waiting, unless --wait is given. */
export async function start(options: StartOptions): Promise<number> {
  const target = targetOf(options)
  const input = await inputOf(options, target)
  const machine = await target.stateMachine()
  const name = options.executionName ?? randomUUID()
  if (options.wait === false) {
    const { execution } = await startOnce(target.sfn, machine, input, name)
    if (options.json) printJson({ execution })
    else print(execution)
    return 0
  }
  const { execution, waiting } = machine.express
    ? { execution: await runExpress(target.sfn, machine.startArn, input, name) }
    : await answerTo(target, (await startOnce(target.sfn, machine, input, name)).execution, input, options)
  if (options.json) printJson(executionAsJson(execution, undefined, waiting))
  else {
    const answer = waiting ? renderWaiting(waiting, sameTarget(options)) : renderOutcome(execution)
    print(
      `${answer}\nTo see every step: enroll show ${execution.executionArn?.split(':').at(-1)}${sameTarget(options)}`,
    )
  }
  return exitCodeOf(waiting ?? outcomeOf(execution))
}

interface StartAnswer {
  execution: ExecutionAnswer
  /** It has no answer yet, or its answer is that another one waits. */
  waiting?: Waiting | undefined
}

async function answerTo(target: Target, started: string, input: string, { wait }: StartOptions): Promise<StartAnswer> {
  if (!wait) return untilItWaits(target, started, input)
  const execution = await awaitExecution(target.sfn, started)
  const waiting = waitingIn(execution)
  if (waiting === undefined) return { execution }
  // The student asked before: that execution has the answer.
  return { execution: await awaitExecution(target.sfn, waiting.execution) }
}

/** Step Functions accepts no more (its quota "Maximum input or output size"). */
const MAX_INPUT_BYTES = 262_144

/** The input text unchanged: Step Functions itself decides whether it is JSON. */
async function inputOf(options: StartOptions, target: Target): Promise<string> {
  const input = await requestOf(options, target)
  if (input.trim() === '') throw new Failure('The request is empty: expected JSON, such as {"Name": "Alison"}.')
  const bytes = Buffer.byteLength(input)
  if (bytes <= MAX_INPUT_BYTES) return input
  throw new Failure(`The request is ${bytes} bytes long: expected at most ${MAX_INPUT_BYTES}.`)
}

async function requestOf({ input, ...options }: StartOptions, target: Target): Promise<string> {
  const given = requestFields
    .map((field) => [field, options[fieldKey(field)]] as const)
    .filter(([, value]) => value !== undefined)
  if (input === undefined && given.length === 0) {
    throw new Failure(
      'Nothing to enroll. Give --name, --email and --payment, or --input JSON (- reads standard input).',
    )
  }
  if (input !== undefined && given.length > 0) {
    const fields = requestFields.map(fieldOption).join(', ')
    throw new Failure(`--input is the whole request: give either --input or some of ${fields}.`)
  }
  if (input !== undefined && options.as !== undefined) {
    throw new Failure('--input is the whole request: say who asks in its field RequestedBy, not with --as.')
  }
  if (input === undefined) {
    return JSON.stringify({ ...Object.fromEntries(given), RequestedBy: await requestedBy(target, options) })
  }
  return input === '-' ? text(process.stdin) : input
}
