/**
 * A location in the console. It is the URL's fragment, so that any file server can serve it and a reload returns to it.
 */
export type Route =
  | { page: 'executions'; status?: string; search?: string }
  | { page: 'execution'; execution: string; view: View; state?: string; visit?: number }
  | { page: 'courses'; course?: string }
  | { page: 'records' }
  | { page: 'unknown'; path: string }

export const VIEWS = ['graph', 'timeline', 'steps', 'events'] as const
export type View = (typeof VIEWS)[number]

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s)
  const [page = '', ...rest] = path.split('/').map(decoded)
  const [id = ''] = rest
  const search = new URLSearchParams(query)
  if (page === '' || (page === 'executions' && id === '')) {
    return { page: 'executions', ...given(search, 'status'), ...given(search, 'search') }
  }
  if (page === 'executions') {
    const view = VIEWS.find((candidate) => candidate === search.get('view')) ?? 'graph'
    const visit = Number(search.get('visit'))
    return { page: 'execution', execution: id, view, ...given(search, 'state'), ...(visit > 0 ? { visit } : {}) }
  }
  if (page === 'courses') return { page: 'courses', ...(id === '' ? {} : { course: id }) }
  return page === 'records' ? { page: 'records' } : { page: 'unknown', path }
}

export function hrefOf(route: Route): string {
  switch (route.page) {
    case 'executions':
      return `#/executions${queryOf({ status: route.status, search: route.search })}`
    case 'execution': {
      const view = route.view === 'graph' ? undefined : route.view
      const query = queryOf({ view, state: route.state, visit: route.visit?.toString() })
      return `#/executions/${encodeURIComponent(route.execution)}${query}`
    }
    case 'courses':
      return `#/courses${route.course === undefined ? '' : `/${encodeURIComponent(route.course)}`}`
    case 'records':
      return '#/records'
    case 'unknown':
      return `#/${route.path}`
  }
}

function queryOf(values: Record<string, string | undefined>): string {
  const entries = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`
}

function given<K extends string>(search: URLSearchParams, key: K): { [key in K]?: string } {
  const value = search.get(key)
  return value === null || value === '' ? {} : ({ [key]: value } as { [key in K]: string })
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
