import { AwsError } from '../aws-error.ts'
import type { Service, ServiceResponse } from '../service.ts'
import { StorageError } from '../storage/storage-error.ts'
import type { StepFunctionsContext } from './operation.ts'
import { OPERATIONS } from './operations.ts'

const PREFIX = 'AWSStepFunctions.'

/** Step Functions behind the shared port: AWS's JSON 1.0 protocol. */
export function createStepFunctions(context: StepFunctionsContext): Service {
  return {
    async handle(request) {
      const name = (request.headers['x-amz-target'] ?? '').slice(PREFIX.length)
      const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined
      try {
        if (operation === undefined) throw unknown(name)
        return response(200, await operation(context, readJson(request.body)))
      } catch (error) {
        return failure(error)
      }
    },
    close: () => Promise.resolve(),
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })

/** An empty body counts as an empty object, as AWS takes it. */
function readJson(body: Buffer): unknown {
  if (body.length === 0) return {}
  try {
    return JSON.parse(UTF8.decode(body))
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON in UTF-8.')
  }
}

function unknown(name: string): AwsError {
  return new AwsError('UnknownOperationException', `Step Functions here has no operation "${name.slice(0, 80)}".`)
}

function failure(error: unknown): ServiceResponse {
  if (error instanceof AwsError) return response(error.status, { __type: error.name, message: error.message })
  if (error instanceof StorageError) return response(500, { __type: 'InternalFailure', message: error.message })
  const message = 'The request could not be answered because of a fault in this server.'
  return response(500, { __type: 'InternalFailure', message })
}

function response(status: number, body: object): ServiceResponse {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(body) }
}
