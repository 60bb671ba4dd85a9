/** What Lambda itself answers with when a function did not get to answer. */
export interface FunctionError {
  payload: string
  /** As the REPORT line names it. */
  errorType?: 'Runtime.ExitError' | 'Runtime.OutOfMemory' | 'Runtime.Unknown'
  timedOut?: true
}

/** Why an environment ended, as reported to the invocation that it was running. */
export type EnvironmentEnd = (requestId: string) => FunctionError

export function timedOut(timeoutMs: number): EnvironmentEnd {
  const seconds = (timeoutMs / 1000).toFixed(2)
  return (requestId) => ({
    payload: payload('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`),
    timedOut: true,
  })
}

/** The process ended by itself. AWS gives no reason where the status is 0. */
export function exited(status: number): EnvironmentEnd {
  const reason = status === 0 ? 'exited without providing a reason' : `exited with error: exit status ${status}`
  return (requestId) => ({ payload: runtimeExit(requestId, reason), errorType: 'Runtime.ExitError' })
}

export function signalled(signal: string): EnvironmentEnd {
  return (requestId) => ({
    payload: runtimeExit(requestId, `exited with error: signal: ${signal}`),
    errorType: 'Runtime.ExitError',
  })
}

/** The limit of memory, in the heap of JavaScript or beside it, ends a process by a signal. */
export const outOfMemory: EnvironmentEnd = (requestId) => ({
  payload: runtimeExit(requestId, 'exited with error: signal: killed'),
  errorType: 'Runtime.OutOfMemory',
})

/** The function cannot be loaded, or threw what nobody caught. */
export function crashed(payload: string): EnvironmentEnd {
  return () => ({ payload, errorType: 'Runtime.Unknown' })
}

/** Six megabytes and a little for the envelope: the limit of AWS, in bytes of UTF-8. */
export const maxResponseBytes = 6_291_556

export const responseTooLarge = payload(
  'Function.ResponseSizeTooLarge',
  `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`,
)

function runtimeExit(requestId: string, reason: string): string {
  return payload('Runtime.ExitError', `RequestId: ${requestId} Error: Runtime ${reason}`)
}

function payload(errorType: string, errorMessage: string): string {
  return JSON.stringify({ errorType, errorMessage })
}
