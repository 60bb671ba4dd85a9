import { AwsError } from '../aws-error.ts'
import { unknownOperation } from '../server/unknown-operation.ts'
import type { ServiceRequest, ServiceResponse } from '../service.ts'
import { ABSENT_OPERATIONS } from './absent-operations.ts'
import type { Functions } from './functions-api.ts'
import { OPERATIONS } from './operations.ts'
import { respondWithError } from './respond.ts'
import { goesTo, inputOf } from './route.ts'

/** Lambda's REST API, as far as functions are invoked and looked at. */
export async function handleRequest(functions: Functions, request: ServiceRequest): Promise<ServiceResponse> {
  try {
    const operation = Object.values(OPERATIONS).find(({ route }) => goesTo(route, request))
    if (operation === undefined) throw refusal(request)
    return await operation.answer(functions, request, inputOf(operation.route, request))
  } catch (cause) {
    return respondWithError(cause)
  }
}

function refusal(request: ServiceRequest): AwsError {
  const absent = Object.entries(ABSENT_OPERATIONS).find(([, route]) => goesTo(route, request))
  if (absent !== undefined) return unknownOperation('Lambda', absent[0], OPERATIONS, 404)
  const message = `${request.method} ${request.path.slice(0, 200)} is no operation of Lambda that is known here.`
  return new AwsError('UnknownOperationException', message, { status: 404 })
}
