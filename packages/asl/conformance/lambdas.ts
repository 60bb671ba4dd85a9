import type { Command, Signal } from '../src/index.ts'

/** How a function of a case behaves. */
export type Behaviour = Duration &
  (
    | { echo: true }
    | { return: unknown }
    | { raise: string; message?: string }
    | { hang: true }
    /** One after the other, call by call; the last one stays. */
    | { sequence: Behaviour[] }
    /** For a `.waitForTaskToken`: handed over at once, its token's holder then behaves like this. */
    | { submit: Behaviour }
  )

interface Duration {
  /** How long the answer takes. */
  seconds?: number
}

export type Lambdas = Readonly<Record<string, { behaviour: Behaviour }>>

export interface Answer {
  afterMs: number
  signal: Signal
}

type RunTask = Extract<Command, { type: 'runTask' }>

/** What ends a task. `calls` counts the calls of each function. */
export function answersOf({ task, resource, input }: RunTask, lambdas: Lambdas, calls: Map<string, number>): Answer[] {
  const service = resource.startsWith('arn:aws:states:::')
  if (service && !resource.includes(':lambda:invoke')) {
    return [now({ type: 'taskFailed', task, error: 'Adapter.NoSuchService', cause: `${resource} is not played.` })]
  }
  const call = service ? JSON.parse(input) : { FunctionName: resource, Payload: undefined }
  const name = nameOf(String(call.FunctionName))
  const lambda = lambdas[name]
  if (lambda === undefined) {
    const cause = `Function not found: ${call.FunctionName}`
    return [now({ type: 'taskFailed', task, error: 'Lambda.ResourceNotFoundException', cause })]
  }
  const count = calls.get(name) ?? 0
  calls.set(name, count + 1)
  const payload = service ? payloadText(call.Payload) : input
  const wrap = service && !resource.endsWith('.waitForTaskToken') ? envelope : (output: string) => output
  return answers(lambda.behaviour, { task, payload, count, wrap })
}

interface Call {
  task: number
  payload: string
  count: number
  wrap: (output: string) => string
}

function answers(behaviour: Behaviour, call: Call): Answer[] {
  const { task, payload, count, wrap } = call
  const afterMs = (behaviour.seconds ?? 0) * 1000
  if ('sequence' in behaviour) {
    const current = behaviour.sequence[Math.min(count, behaviour.sequence.length - 1)]
    return current === undefined ? [] : answers(current, call)
  }
  if ('hang' in behaviour) return []
  if ('submit' in behaviour) {
    const submitted: Signal = { type: 'taskSubmitted', task, output: envelope(payload) }
    return [{ afterMs, signal: submitted }, ...answers(behaviour.submit, call)]
  }
  if ('raise' in behaviour) return [{ afterMs, signal: raised(task, behaviour) }]
  const output = wrap(pythonJson('echo' in behaviour ? payload : JSON.stringify(behaviour.return)))
  return [{ afterMs, signal: { type: 'taskSucceeded', task, output } }]
}

function now(signal: Signal): Answer {
  return { afterMs: 0, signal }
}

function nameOf(reference: string): string {
  return reference.split(':function:').at(-1)?.split(':')[0] ?? reference
}

/** A text is sent as it stands, as JSON: that is what the lambda:invoke integration does. */
function payloadText(payload: unknown): string {
  if (payload === undefined) return '{}'
  return typeof payload === 'string' ? payload : JSON.stringify(payload)
}

/** The recorded functions are written in Python, whose JSON has a space after each comma and colon. */
function pythonJson(text: string): string {
  const tokens = /("(?:[^"\\]|\\.)*")|\s+|([,:])/g
  return text.replace(tokens, (_, string, mark) => string ?? (mark === undefined ? '' : `${mark} `))
}

const REQUEST_ID = '00000000-0000-4000-8000-000000000000'

/** The recorded functions' own exception classes keep their message to themselves: Python then reports an empty one. */
function raised(task: number, { raise, message = '' }: { raise: string; message?: string }): Signal {
  const errorMessage = raise === 'Exception' ? message : ''
  const cause = JSON.stringify({ errorMessage, errorType: raise, requestId: REQUEST_ID, stackTrace: [] })
  return { type: 'taskFailed', task, error: raise, cause }
}

/**
 * What the lambda:invoke integration puts around a function's result. What differs from call to call on AWS is always
 * the same here. The recordings have lost the date, and whether it was a list: a time stands for it there.
 */
function envelope(output: string): string {
  const headers = {
    Connection: 'keep-alive',
    'Content-Length': String(Buffer.byteLength(output)),
    'Content-Type': 'application/json',
    'X-Amz-Executed-Version': '$LATEST',
    'X-Amzn-Trace-Id': 'Root=1-6955b900-000000000000000000000000;Parent=0000000000000000;Sampled=0',
    'x-amzn-Remapped-Content-Length': '0',
    'x-amzn-RequestId': REQUEST_ID,
  }
  const date = { Date: '2026-01-01T00:00:00Z' }
  const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]))
  return JSON.stringify({
    ExecutedVersion: '$LATEST',
    Payload: JSON.parse(output),
    SdkHttpMetadata: {
      AllHttpHeaders: { ...lists, ...date },
      HttpHeaders: { ...headers, ...date },
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: REQUEST_ID },
    StatusCode: 200,
  })
}
