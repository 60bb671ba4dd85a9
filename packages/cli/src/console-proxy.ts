import type { ServiceRequest, ServiceResponse } from 'emulator'
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
  if (operation.writes && readOnly) {
    return answer(
      403,
      refused('AccessDeniedException', `${name} is refused in read-only mode: add --read-write to allow it.`),
    )
  }
  return answerOf(async () => {
    const { $metadata: _, ...output } = (await operation.send(parsed(request.body) as never)) as { $metadata?: unknown }
    return JSON.stringify(output, secondsForDates)
  })
}

/** What AWS answers, or its error as its JSON protocols write it. */
export async function answerOf(ask: () => Promise<string>): Promise<ServiceResponse> {
  try {
    return answer(200, await ask())
  } catch (error) {
    const { name: code = 'InternalFailure', $metadata } = error as {
      name?: string
      $metadata?: { httpStatusCode?: number }
    }
    return answer($metadata?.httpStatusCode ?? (error instanceof Failure ? 400 : 502), refused(code, messageOf(error)))
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

function parsed(body: Buffer): unknown {
  const value: unknown = JSON.parse(body.toString() || '{}')
  if (typeof value === 'object' && value !== null) return value
  throw new SyntaxError('The body is not a JSON object.')
}

function messageOf(error: unknown): string {
  const fromService = error instanceof Error && '$metadata' in error
  return fromService ? error.message : oneLine(error)
}

function refused(code: string, message: string): string {
  return JSON.stringify({ __type: code, message })
}

function answer(status: number, body: string): ServiceResponse {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0', 'cache-control': 'no-store' }, body }
}
