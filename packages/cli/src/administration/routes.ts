import { readJson, type ServiceRequest, type ServiceResponse } from 'emulator'
import type { BatchSettings, Columns } from 'intake'
import { Failure, oneLine } from '../failure.ts'
import { checkImport, importStudents } from '../import-students.ts'
import { renameStudent } from '../rename-student.ts'
import type { Target } from '../target.ts'
import { createBatches, FileTooLarge, refuseLarge, UnknownBatch } from './batches.ts'

export interface Administration {
  /** Answers what the console asks of this server itself; undefined for any other address. */
  handle(request: ServiceRequest): Promise<ServiceResponse | undefined>
  /** Stops what runs. */
  close(): Promise<void>
}

type Route = [
  method: string,
  path: RegExp,
  answer: (match: readonly string[], request: ServiceRequest) => Promise<ServiceResponse> | ServiceResponse,
]

const ADVICE = { find: 'Search for the student.', withdraw: () => 'withdraw the student' }
const PREFIX = '/administration/'

/** What takes longer than a request, or what the console's own requests to AWS may not do: it runs in this server. */
export function createAdministration(target: Promise<Target>, { readOnly }: { readOnly: boolean }): Administration {
  const batches = createBatches(target)
  const routes: Route[] = [
    ['GET', /^batches$/, () => json(200, batches.list())],
    ['POST', /^batches$/, async (_, { query, body }) => json(200, await batches.add(fileNameIn(query), body))],
    ['GET', /^batches\/([\w-]+)$/, ([, id = '']) => json(200, batches.get(id))],
    [
      'PUT',
      /^batches\/([\w-]+)$/,
      async ([, id = ''], { body }) => json(200, await batches.change(id, settingsIn(readJson(body)))),
    ],
    [
      'DELETE',
      /^batches\/([\w-]+)$/,
      async ([, id = '']) => {
        await batches.remove(id)
        return json(200, {})
      },
    ],
    ['POST', /^batches\/([\w-]+)\/predict$/, ([, id = '']) => json(200, batches.predict(id))],
    [
      'POST',
      /^batches\/([\w-]+)\/start$/,
      ([, id = ''], { body }) => json(200, batches.start(id, requestedByIn(readJson(body)))),
    ],
    ['POST', /^batches\/([\w-]+)\/stop$/, async ([, id = '']) => json(200, await batches.stop(id))],
    ['GET', /^batches\/([\w-]+)\/results$/, ([, id = '']) => download(batches.output(id, 'results'))],
    ['GET', /^batches\/([\w-]+)\/rejected$/, ([, id = '']) => download(batches.output(id, 'rejected'))],
  ]

  const studentRoutes: Route[] = [
    [
      'POST',
      /^students\/rename$/,
      async (_, { body }) => {
        const { from, to } = readJson(body)
        return json(200, await renameStudent(await target, { from: String(from), to: String(to) }, ADVICE))
      },
    ],
    [
      'POST',
      /^students\/import$/,
      async (_, { body, query }) => {
        refuseLarge(body)
        const replace = query.get('replace') === 'true'
        const how = { replace, toReplace: 'choose to overwrite records', columns: columnsIn(query) }
        const run = query.get('check') === 'true' ? checkImport : importStudents
        return json(200, await run(await target, () => [body], how))
      },
    ],
  ]

  return {
    async handle(request) {
      if (!request.path.startsWith(PREFIX)) return undefined
      const path = request.path.slice(PREFIX.length)
      if (readOnly && request.method !== 'GET') {
        return refused(403, 'AccessDenied', 'Refused in read-only mode: add --read-write to allow it.')
      }
      for (const [method, pattern, answer] of [...routes, ...studentRoutes]) {
        const match = request.method === method ? pattern.exec(path) : null
        if (match === null) continue
        try {
          return await answer(match, request)
        } catch (error) {
          return refused(statusOf(error), error instanceof UnknownBatch ? 'UnknownBatch' : 'Refused', oneLine(error))
        }
      }
      return refused(404, 'NotFound', 'Nothing is served at this address.')
    },
    close: () => batches.close(),
  }
}

function statusOf(error: unknown): number {
  if (error instanceof UnknownBatch) return 404
  return error instanceof FileTooLarge ? 413 : 400
}

/** The name alone, as long as it makes a name of results. */
function fileNameIn(query: URLSearchParams): string {
  const name = (query.get('name') ?? '').split(/[/\\]/).at(-1) ?? ''
  // By characters: half of one makes no name of a download.
  return [...name].slice(-120).join('') || 'requests.csv'
}

/** Which column is read as what, where the page has changed it. */
function columnsIn(query: URLSearchParams): Columns | undefined {
  const text = query.get('columns')
  return text === null ? undefined : columnsOf(readJson(Buffer.from(text)))
}

function settingsIn({ columns, course, withRecords }: Record<string, unknown>): BatchSettings {
  return {
    withRecords: withRecords === true,
    ...(typeof course === 'string' && { course }),
    ...(columns !== undefined && { columns: columnsOf(columns) }),
  }
}

function columnsOf(value: unknown): Columns {
  const columns = Object.entries(value ?? {})
  if (typeof value === 'object' && columns.every(([, index]) => Number.isInteger(index) && index >= 0)) {
    return Object.fromEntries(columns)
  }
  throw new Failure('The columns cannot be read: expected the number of a column, from 0, for each of them.')
}

function requestedByIn({ requestedBy }: Record<string, unknown>): string | undefined {
  return typeof requestedBy === 'string' && requestedBy.trim() !== '' ? requestedBy.trim().slice(0, 100) : undefined
}

function json(status: number, value: object): ServiceResponse {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' }
  return { status, headers, body: JSON.stringify(value) }
}

function refused(status: number, code: string, message: string): ServiceResponse {
  return json(status, { __type: code, message })
}

function download({ name, text }: { name: string; text: string }): ServiceResponse {
  return {
    status: 200,
    headers: {
      'content-type': name.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: text,
  }
}
