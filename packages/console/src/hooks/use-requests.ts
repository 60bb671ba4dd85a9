import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Entry } from '../api/entries.ts'
import { describeExecution, type Execution, type ExecutionSummary, listExecutions } from '../api/step-functions.ts'
import { type AnswerKind, matchesRequest } from '../model/answer.ts'
import { executionNameOf } from '../model/arns.ts'
import { useConsole } from './use-console.ts'
import { useCourses, useEntries } from './use-table.ts'

const LIST_PAGE = 1000
/** Names are searched this far back. */
const MOST_NAMES = 10_000
/** Of those that failed or still run, this many of the newest are looked into: each costs a call. */
const MOST_LOOKED_INTO = 300
const AT_ONCE = 6

/** A request as a list knows it: from its execution, from the table, or from both. */
export type Request = Pick<ExecutionSummary, 'arn' | 'name'> & Partial<Execution> & { entry?: Entry }

export interface RequestFilter {
  answer?: AnswerKind | undefined
  course?: string | undefined
  search: string
}

/**
 * Every request that fits a filter, the newest first. The table knows those that it enrolled, holds, keeps waiting or cancelled; Step
 * Functions knows those that failed or run, and every name.
 */
export function useRequests({ answer, course, search }: RequestFilter) {
  const wanted = search.trim().toLowerCase()
  const courses = useCourses()
  // For those that run, too: some of them wait for a seat or a payment.
  const fromTable = answer !== 'failed'
  const ids = course === undefined ? [...(courses.data ?? []).map(({ id }) => id), undefined] : [course]
  const entries = useEntries(fromTable ? ids : [])
  const unfinished = useUnfinished(answer, course !== undefined || wanted !== '')
  const names = useNames(wanted)
  const found = useMemo(() => {
    const byArn = new Map<string, Request>()
    for (const request of [...(unfinished.data?.requests ?? []), ...entries.data.map(requestOfEntry)]) {
      const known = byArn.get(request.arn)
      byArn.set(request.arn, { ...known, ...request })
    }
    const fitting = [...byArn.values()].filter((request) => matchesRequest(request, { answer, course, wanted }))
    const fits = new Set(fitting.map(({ arn }) => arn))
    const byName = answer === undefined && course === undefined ? (names.data ?? []) : []
    return [...fitting, ...byName.filter(({ arn }) => !fits.has(arn))].sort(
      (one, other) => (other.startMs ?? 0) - (one.startMs ?? 0),
    )
  }, [entries.data, unfinished.data, names.data, answer, course, wanted])
  return {
    found,
    pending: (fromTable && (courses.isPending || entries.pending)) || unfinished.isLoading || names.isLoading,
    /** How many that failed or run were too old to be looked into. */
    notLookedInto: unfinished.data?.notLookedInto ?? 0,
    error: courses.error ?? entries.error ?? unfinished.error ?? names.error,
  }
}

function requestOfEntry(entry: Entry): Request {
  const { execution: arn, startedAt } = entry
  return { arn, name: executionNameOf(arn), startMs: Date.parse(startedAt), entry }
}

/** Executions that failed or still run; with what they were given where a filter has to look at it. */
function useUnfinished(answer: AnswerKind | undefined, lookInto: boolean) {
  const { machine } = useConsole()
  const statuses =
    answer === 'running'
      ? ['RUNNING']
      : answer === undefined
        ? [...FAILED, 'RUNNING']
        : answer === 'failed'
          ? FAILED
          : []
  return useQuery({
    queryKey: ['unfinished', machine.arn, statuses.join(), lookInto],
    queryFn: async ({ signal }): Promise<{ requests: Request[]; notLookedInto: number }> => {
      const pages = await Promise.all(
        statuses.map((status) => listExecutions({ stateMachineArn: machine.arn, status, pageSize: LIST_PAGE }, signal)),
      )
      const newest = pages.flatMap(({ items }) => items).sort((one, other) => other.startMs - one.startMs)
      if (!lookInto) return { requests: newest, notLookedInto: 0 }
      const requests = await describeAll(newest.slice(0, MOST_LOOKED_INTO), signal)
      return { requests, notLookedInto: newest.length - requests.length }
    },
    enabled: statuses.length > 0,
    refetchInterval: lookInto ? false : 3000,
    staleTime: 5000,
  })
}

const FAILED = ['FAILED', 'TIMED_OUT', 'ABORTED']

function useNames(wanted: string) {
  const { machine } = useConsole()
  return useQuery({
    queryKey: ['search-names', machine.arn, wanted],
    queryFn: async ({ signal }) => {
      const found: Request[] = []
      let from: string | undefined
      for (let read = 0; read < MOST_NAMES; read += LIST_PAGE) {
        const query = { stateMachineArn: machine.arn, pageSize: LIST_PAGE, ...(from && { from }) }
        const page = await listExecutions(query, signal)
        found.push(...page.items.filter(({ name, arn }) => name.toLowerCase().includes(wanted) || arn === wanted))
        from = page.next
        if (from === undefined) break
      }
      return found
    },
    enabled: wanted !== '',
    staleTime: 10_000,
  })
}

async function describeAll(executions: readonly ExecutionSummary[], signal: AbortSignal): Promise<Request[]> {
  const described: Request[] = []
  const queue = [...executions]
  const describeNext = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      described.push(await describeExecution(next.arn, signal))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, describeNext))
  return described
}
