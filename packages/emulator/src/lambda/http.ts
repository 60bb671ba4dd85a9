import { isUtf8 } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import type { ServiceRequest, ServiceResponse } from '../service.ts'
import { describeAliases, describeConfiguration, describeFunction, describeVersions } from './describe.ts'
import { functionVersions, invocationTypes, logTypes, oneOf } from './enumeration.ts'
import { functionNotFound, invalidParameter, invalidRequestContent, LambdaError } from './errors.ts'
import { parseFunctionName } from './function-name.ts'
import type { FunctionDescription, Functions, InvokeOptions } from './functions-api.ts'

/** Lambda's REST API, as far as functions are invoked and looked at. */
export async function handleRequest(functions: Functions, request: ServiceRequest): Promise<ServiceResponse> {
  try {
    const [version, collection, encodedName, operation, ...rest] = request.path.split('/').filter(Boolean)
    if (version !== '2015-03-31' || collection !== 'functions' || rest.length > 0) throw unknownOperation(request)
    const name = encodedName === undefined ? undefined : decode(encodedName)
    if (request.method === 'POST' && name !== undefined && operation === 'invocations') {
      return await invoke(functions, name, request)
    }
    if (request.method === 'GET') return json(200, read(functions, name, operation, request))
    throw unknownOperation(request)
  } catch (error) {
    return respondWithError(error)
  }
}

async function invoke(functions: Functions, name: string, request: ServiceRequest): Promise<ServiceResponse> {
  const { headers, query, body } = request
  const qualifier = query.get('Qualifier')
  const traceHeader = headers['x-amzn-trace-id']
  const clientContext = headers['x-amz-client-context']
  if (!isUtf8(body)) throw invalidRequestContent('Could not parse request body into json: Invalid UTF-8')
  const logType = oneOf('logType', headers['x-amz-log-type'] ?? 'None', logTypes)
  const options: InvokeOptions = {
    invocationType: oneOf('invocationType', headers['x-amz-invocation-type'] ?? 'RequestResponse', invocationTypes),
    ...(qualifier === null ? {} : { qualifier }),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    ...(clientContext === undefined ? {} : { clientContext: Buffer.from(clientContext, 'base64').toString('utf8') }),
    logTail: logType === 'Tail',
  }
  const result = await functions.invoke(name, body.toString('utf8'), options)
  return {
    status: result.statusCode,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': result.requestId,
      'x-amzn-remapped-content-length': '0',
      // An event has no version yet: AWS does not say which one it will get.
      ...(result.statusCode === 202 ? {} : { 'x-amz-executed-version': result.executedVersion }),
      ...(result.functionError === undefined ? {} : { 'x-amz-function-error': result.functionError }),
      ...(result.logTail === undefined ? {} : { 'x-amz-log-result': Buffer.from(result.logTail).toString('base64') }),
    },
    body: result.payload,
  }
}

function read(functions: Functions, nameOrArn: string | undefined, what: string | undefined, request: ServiceRequest) {
  const { query } = request
  if (nameOrArn === undefined) {
    const version = query.get('FunctionVersion')
    if (version !== null) oneOf('functionVersion', version, functionVersions)
    const all = functions
      .list()
      .flatMap((one) => (version === null ? describeConfiguration(one, undefined) : describeVersions(one)))
    return page('Functions', all, query)
  }
  const { name, qualifier } = parseFunctionName(nameOrArn, query.get('Qualifier') ?? undefined)
  const found = functions.list().find((one) => one.name === name)
  if (!found || !knows(found, qualifier)) {
    throw functionNotFound(found ? `${found.arn}:${qualifier}` : missingArn(functions, nameOrArn, name))
  }
  switch (what) {
    case undefined:
      return describeFunction(found, qualifier)
    case 'configuration':
      return describeConfiguration(found, qualifier)
    case 'aliases':
      return page('Aliases', describeAliases(found, query.get('FunctionVersion')), query)
    case 'versions':
      return page('Versions', describeVersions(found), query)
    default:
      throw unknownOperation(request)
  }
}

function knows({ aliases }: FunctionDescription, qualifier: string | undefined): boolean {
  return qualifier === undefined || ['$LATEST', '1', ...aliases].includes(qualifier)
}

function missingArn(functions: Functions, nameOrArn: string, name: string): string {
  if (nameOrArn.startsWith('arn:')) return nameOrArn
  return `${functions.arnPrefix}${name}`
}

/** Marker is the number of those that came before. */
function page(member: string, all: object[], query: URLSearchParams): object {
  const start = Number(query.get('Marker') ?? 0)
  const maxItems = Number(query.get('MaxItems') ?? 50)
  if (!Number.isInteger(start) || start < 0) throw invalidParameter('Marker is not one that was handed out.')
  if (!Number.isInteger(maxItems) || maxItems < 1 || maxItems > 10_000) {
    throw invalidParameter('MaxItems must be a whole number from 1 to 10000.')
  }
  const end = start + Math.min(maxItems, 50)
  return { [member]: all.slice(start, end), NextMarker: end < all.length ? String(end) : null }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalidParameter('The path is not valid percent-encoding.')
  }
}

function unknownOperation({ method, path }: ServiceRequest): LambdaError {
  return new LambdaError(
    'UnknownOperationException',
    `${method} ${path} is not an operation that is supported here`,
    404,
  )
}

function respondWithError(error: unknown): ServiceResponse {
  if (!(error instanceof LambdaError)) {
    return json(500, { Type: 'Service', Message: 'Internal failure' }, 'ServiceException')
  }
  const member = error.name === 'ResourceNotFoundException' ? 'Message' : 'message'
  return json(error.statusCode, { Type: 'User', [member]: error.message, ...error.details }, error.name)
}

function json(status: number, body: object, errorType?: string): ServiceResponse {
  return {
    status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': randomUUID(),
      ...(errorType === undefined ? {} : { 'x-amzn-errortype': errorType }),
    },
    body: JSON.stringify(body),
  }
}
