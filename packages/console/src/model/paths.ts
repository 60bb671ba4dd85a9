/** Addresses of the pages, for the router. No address holds customer data: browsers keep them. */
export const paths = {
  requests: '/requests',
  courses: '/courses',
  students: '/students',
  /** Of which student is kept in the history of the tab. */
  student: '/students/record',
  intake: '/intake',
  machines: '/machines',
} as const

export const VIEWS = ['graph', 'timeline', 'steps', 'events'] as const
export type View = (typeof VIEWS)[number]

export function executionPath(execution: string): string {
  return `/executions/${encodeURIComponent(execution)}`
}

export function coursePath(id: string): string {
  return `${paths.courses}/${encodeURIComponent(id)}`
}

export function batchPath(id: string): string {
  return `${paths.intake}/${encodeURIComponent(id)}`
}

export function machinePath(name: string): string {
  return `${paths.machines}/${encodeURIComponent(name)}`
}

const ANSWERS_BY_STATUS: Readonly<Record<string, string>> = {
  RUNNING: 'running',
  FAILED: 'failed',
  TIMED_OUT: 'failed',
  ABORTED: 'failed',
}

/** Where an address of the former list of executions leads: `?status=FAILED&search=…`. */
export function formerListPath(query: URLSearchParams): string {
  const wanted = new URLSearchParams()
  const answer = ANSWERS_BY_STATUS[query.get('status') ?? '']
  const search = query.get('search')
  if (answer !== undefined) wanted.set('answer', answer)
  if (search !== null) wanted.set('search', search)
  return wanted.size === 0 ? paths.requests : `${paths.requests}?${wanted}`
}
