/** The payloads that Lambda itself answers with when a function did not get to answer. */

export function timedOut(requestId: string, timeoutMs: number): string {
  const seconds = (timeoutMs / 1000).toFixed(2)
  return payload('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`)
}

/** The process ended by itself. AWS gives no reason where the status is 0. */
export function exited(requestId: string, status: number): string {
  const reason = status === 0 ? 'exited without providing a reason' : `exited with error: exit status ${status}`
  return payload('Runtime.ExitError', `RequestId: ${requestId} Error: Runtime ${reason}`)
}

/** `killed` is also how the limit of memory ends a process, in the heap of JavaScript or beside it. */
export function signalled(requestId: string, signal: string): string {
  return payload('Runtime.ExitError', `RequestId: ${requestId} Error: Runtime exited with error: signal: ${signal}`)
}

/** Six megabytes and a little for the envelope: the limit of AWS, in bytes of UTF-8. */
export const maxResponseBytes = 6_291_556

export const responseTooLarge = payload(
  'Function.ResponseSizeTooLarge',
  `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`,
)

function payload(errorType: string, errorMessage: string): string {
  return JSON.stringify({ errorType, errorMessage })
}
