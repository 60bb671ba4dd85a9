import type { ServiceRequest } from '../service.ts'
import { invalidParameter } from './errors.ts'
import type { RequestInput } from './operation.ts'

/** Members of an input that travel as headers. */
const HEADERS: Record<string, string> = {
  'x-amz-client-context': 'ClientContext',
  'x-amz-durable-execution-name': 'DurableExecutionName',
  'x-amz-invocation-type': 'InvocationType',
  'x-amz-log-type': 'LogType',
  'x-amz-tenant-id': 'TenantId',
}

/** Whether a request goes to `route`: method and path, and where two operations share them a parameter of the query. */
export function goesTo(route: string, { method, path, query }: ServiceRequest): boolean {
  const [verb, target = ''] = route.split(' ')
  const [pattern = '', parameter] = target.split('?')
  if (verb !== method || !pathPattern(pattern).test(path)) return false
  const [name = '', value] = parameter?.split('=') ?? []
  return parameter === undefined || query.get(name) === value
}

export function inputOf(route: string, { path, query, headers }: ServiceRequest): RequestInput {
  const pattern = route.split(' ')[1]?.split('?')[0] ?? ''
  const inPath = Object.entries(pathPattern(pattern).exec(path)?.groups ?? {})
  const inHeaders = Object.entries(HEADERS).flatMap(([header, member]) => {
    const value = headers[header]
    return value === undefined ? [] : [[member, value] as const]
  })
  return Object.fromEntries([...query, ...inHeaders, ...inPath.map(([name, text]) => [name, decode(text)] as const)])
}

function pathPattern(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalidParameter('The path is not valid percent-encoding.')
  }
}
