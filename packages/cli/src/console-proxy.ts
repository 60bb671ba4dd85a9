import { readJson, type ServiceRequest, type ServiceResponse } from 'emulator'
import type { Operation } from './console-operations.ts'
import { Failure, oneLine } from './failure.ts'

/** Forwards the console's requests to AWS through the SDK: the browser holds no credentials. */
export async function forward(
  request: ServiceRequest,
  operations: ReadonlyMap<string, Operation>,
  { readOnly }: { readOnly: boolean },
): Promise<ServiceResponse> {
  const target = request.headers['x-amz-target'] ?? ''
  const name = target.split('.').at(-1)?.slice(0, 80) ?? ''
  const operation = operations.get(target)
  if (operation === undefined) {
    return answer(400, refused('UnknownOperationException', `The console does not forward ${name}.`))
  }
  if (request.method !== 'POST') {
    return answer(400, refused('UnknownOperationException', 'An operation in X-Amz-Target is sent with POST.'))
  }
  if (operation.writes && readOnly) {
    return answer(
      403,
      refused('AccessDeniedException', `${name} is refused in read-only mode: add --read-write to allow it.`),
    )
  }
  return answerOf(async () => {
    const { $metadata: _, ...output } = (await operation.send(readJson(request.body) as never)) as {
      $metadata?: unknown
    }
    return JSON.stringify(output, secondsForDates)
  })
}

/** What AWS answers, or its error as its JSON protocols write it. */
export async function answerOf(ask: () => Promise<string>): Promise<ServiceResponse> {
  try {
    return answer(200, await ask())
  } catch (error) {
    // The SDK reads the input recursively.
    if (error instanceof RangeError)
      return answer(400, refused('SerializationException', 'The request is nested too deeply.'))
    const {
      name: code = 'InternalFailure',
      $metadata,
      status,
    } = error as {
      name?: string
      $metadata?: { httpStatusCode?: number }
      status?: number
    }
    const ownStatus = status ?? (error instanceof Failure ? 400 : 502)
    return answer($metadata?.httpStatusCode ?? ownStatus, refused(code, messageOf(error)))
  }
}

/**
 * AWS's JSON has seconds where the SDK has dates. JSON.stringify passes a date as text, so this reads the property
 * itself.
 */
function secondsForDates(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = this[key]
  return original instanceof Date ? original.getTime() / 1000 : value
}

function messageOf(error: unknown): string {
  // Of AWS, or of a body that is not read.
  const fromService = error instanceof Error && ('$metadata' in error || 'status' in error)
  return fromService ? error.message : oneLine(error)
}

function refused(code: string, message: string): string {
  return JSON.stringify({ __type: code, message })
}

function answer(status: number, body: string): ServiceResponse {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0', 'cache-control': 'no-store' }, body }
}
