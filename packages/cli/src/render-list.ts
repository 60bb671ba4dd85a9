import type { ExecutionListItem } from '@aws-sdk/client-sfn'
import { columnsOf, WIDTH } from './wrap.ts'

/** One line for an execution; a name that does not fit behind the rest stands below. */
export function renderListed({ name = '', status, startDate, stopDate }: ExecutionListItem): string {
  const started = startDate?.toISOString().replace(/\.\d+Z$/, 'Z') ?? ''
  const duration = startDate && stopDate ? durationOf(stopDate.getTime() - startDate.getTime()) : ''
  const head = `${(status ?? '').padEnd(10)} ${started} ${duration.padStart(9)}`
  return columnsOf(`${head}  ${name}`) <= WIDTH ? `${head}  ${name}` : `${head}\n${name}`
}

function durationOf(durationMs: number): string {
  return durationMs < 1_000_000 ? `${durationMs} ms` : `${Math.round(durationMs / 1000)} s`
}
