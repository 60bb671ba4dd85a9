import type { BatchState } from 'intake'
import { until } from './course-life.ts'

/** Hands a spreadsheet to a console's server at `url`, and does with it what `then` says, to its end. Returns the hash of its page. */
export async function shownSpreadsheet(url: string, text: string, then?: 'predict' | 'start'): Promise<string> {
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { 'content-type': 'application/octet-stream' }
    const response = await fetch(`${url}/administration/batches${path}`, { ...init, headers })
    return (await response.json()) as BatchState
  }
  const { id } = await ask('?name=spring.csv', { method: 'POST', body: text })
  if (then !== undefined) {
    await ask(`/${id}/${then}`, { method: 'POST', body: '{}' })
    await until(
      () => ask(`/${id}`),
      ({ stage }) => stage === 'ended' || stage === 'checked',
    )
  }
  return `#/intake/${id}`
}
