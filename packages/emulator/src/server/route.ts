import type { Service, ServiceRequest, ServiceResponse } from '../service.ts'
import { staticFile } from './static-files.ts'

export interface Services {
  stepFunctions: Service
  dynamodb: Service
  lambda: Service
  logs: Service
}

/** By the prefix of X-Amz-Target. A service takes all operations of its prefix, and refuses those that it lacks. */
const TARGETS: readonly [prefix: string, service: keyof Services][] = [
  ['AWSStepFunctions.', 'stepFunctions'],
  ['DynamoDB_20120810.', 'dynamodb'],
  ['Logs_20140328.', 'logs'],
]

export async function route(
  request: ServiceRequest,
  services: Services,
  consoleDirectory: string | undefined,
): Promise<ServiceResponse> {
  const target = request.headers['x-amz-target']
  if (target !== undefined) {
    const name = TARGETS.find(([prefix]) => target.startsWith(prefix))?.[1]
    return name === undefined ? unknownOperation(unknownTarget(target)) : services[name].handle(request)
  }
  const { method, path } = request
  // Lambda's REST paths begin with the date of their version.
  if (/^\/20\d\d-\d\d-\d\d\//.test(path)) return services.lambda.handle(request)
  if (method !== 'GET' && method !== 'HEAD') return plain(404, NO_SUCH_ADDRESS)
  if (path === '/health') return { status: 200, headers: JSON_TYPE, body: '{"status":"ok"}' }
  if (path === '/console') return { status: 308, headers: { location: '/console/' }, body: '' }
  if (path.startsWith('/console/')) return consoleFile(consoleDirectory, path.slice('/console/'.length))
  if (path === '/' && consoleDirectory !== undefined) {
    return { status: 302, headers: { location: '/console/' }, body: '' }
  }
  return plain(404, NO_SUCH_ADDRESS)
}

const JSON_TYPE = { 'content-type': 'application/json' }
const NO_SUCH_ADDRESS = 'Nothing is served at this address. AWS clients name their operation in X-Amz-Target.'

async function consoleFile(directory: string | undefined, encodedPath: string): Promise<ServiceResponse> {
  let path: string
  try {
    path = decodeURIComponent(encodedPath)
  } catch {
    return plain(404, NO_SUCH_ADDRESS)
  }
  return path.includes('\0') ? plain(404, NO_SUCH_ADDRESS) : staticFile(directory, path)
}

function unknownTarget(target: string): string {
  const [service = ''] = target.split('.')
  return `No service here answers X-Amz-Target "${service.slice(0, 80)}.…". Step Functions, DynamoDB, Lambda and CloudWatch Logs do.`
}

function unknownOperation(message: string): ServiceResponse {
  return {
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ __type: 'UnknownOperationException', message }),
  }
}

function plain(status: number, message: string): ServiceResponse {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${message}\n` }
}
