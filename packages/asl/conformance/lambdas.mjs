// Plays functions by their behaviour: `{echo}`, `{return}`, `{raise, message}` or `{hang}`. Answers the signals that end a task.

export function answer({ task, resource, input }, lambdas) {
  const service = resource.startsWith('arn:aws:states:::')
  if (service && !resource.includes(':lambda:invoke')) {
    return [{ type: 'taskFailed', task, error: 'Adapter.NoSuchService', cause: `${resource} is not played.` }]
  }
  const request = service ? JSON.parse(input) : { FunctionName: resource.split(':function:')[1], Payload: input }
  const behaviour = find(request.FunctionName, lambdas)
  if (behaviour === undefined)
    return [{ type: 'taskFailed', task, error: 'Lambda.ResourceNotFoundException', cause: 'Function not found' }]
  if (behaviour.hang === true) return []
  if (behaviour.raise !== undefined) return [failure(task, behaviour)]
  const payload = service ? payloadText(request.Payload) : request.Payload
  const output = pythonJson(behaviour.echo === true ? payload : JSON.stringify(behaviour.return))
  return [{ type: 'taskSucceeded', task, output: service ? envelope(output) : output }]
}

function find(name, lambdas) {
  const bare = String(name).split(':function:').at(-1).split(':')[0]
  return (lambdas[name] ?? lambdas[bare])?.behaviour
}

/** A text is sent as it stands, as JSON: that is what the lambda:invoke integration does. */
function payloadText(payload) {
  if (payload === undefined) return '{}'
  return typeof payload === 'string' ? payload : JSON.stringify(payload)
}

/** The recorded functions are written in Python, whose JSON has a space after each comma and colon. */
function pythonJson(text) {
  return text.replace(
    /("(?:[^"\\]|\\.)*")|\s+|([,:])/g,
    (_, string, mark) => string ?? (mark === undefined ? '' : `${mark} `),
  )
}

/** The recorded functions' own exception classes keep their message to themselves: Python then reports an empty one. */
function failure(task, { raise, message = '' }) {
  const cause = {
    errorMessage: raise === 'Exception' ? message : '',
    errorType: raise,
    requestId: '00000000-0000-4000-8000-000000000000',
    stackTrace: [],
  }
  return { type: 'taskFailed', task, error: raise, cause: JSON.stringify(cause) }
}

/**
 * What the lambda:invoke integration puts around a function's result. Recordings replace what differs from call to call
 * (ids, date, trace) by placeholders, mostly the field's own name: played the same, the rest is compared for what it is.
 */
function envelope(output) {
  const fixed = {
    Connection: 'keep-alive',
    'Content-Length': String(Buffer.byteLength(output)),
    'Content-Type': 'application/json',
    'X-Amz-Executed-Version': '$LATEST',
    'x-amzn-Remapped-Content-Length': '0',
  }
  const varying = {
    Date: '2026-01-01T00:00:00Z',
    'x-amzn-RequestId': 'x-amzn-RequestId',
    'X-Amzn-Trace-Id': 'X-Amzn-Trace-Id',
  }
  const lists = Object.fromEntries(Object.entries(fixed).map(([name, value]) => [name, [value]]))
  return JSON.stringify({
    ExecutedVersion: '$LATEST',
    Payload: JSON.parse(output),
    SdkHttpMetadata: {
      AllHttpHeaders: { ...lists, ...varying },
      HttpHeaders: { ...fixed, ...varying },
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: 'RequestId' },
    StatusCode: 200,
  })
}
