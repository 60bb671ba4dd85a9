import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Entry } from '../api/entries.ts'
import { type Execution, type ExecutionSummary, listExecutions } from '../api/step-functions.ts'
import { type AnswerKind, matchesRequest } from '../model/answer.ts'
import { executionNameOf } from '../model/arns.ts'
import { searchedText } from '../model/searched.ts'
import { useConsole } from './use-console.ts'
import { useReadOn } from './use-read-on.ts'
import { useCourses, useEntries } from './use-table.ts'
import { useUnfinished } from './use-unfinished.ts'

const NAMES_PAGE = 1000
/** How many pages are searched without being asked for more; of those to look into, so many only until something is found. */
const MOST_PAGES = 10

/** A request as a list knows it: from its execution, from the table, or from both. */
export type Request = Pick<ExecutionSummary, 'arn' | 'name'> & Partial<Execution> & { entry?: Entry }

export interface RequestFilter {
  answer?: AnswerKind | undefined
  course?: string | undefined
  search: string
}

/**
 * Every request that fits a filter, the newest first. The table knows those that it enrolled, holds, keeps waiting or cancelled; Step
 * Functions knows those that failed or run, and every name. Where that is very much, it is searched from the newest on, and further
 * if asked for.
 */
export function useRequests({ answer, course, search }: RequestFilter) {
  const wanted = search.trim().toLowerCase()
  const [asked, setAsked] = useState(0)
  const courses = useCourses()
  // For those that run, too: some of them wait for a seat or a payment.
  const fromTable = answer !== 'failed'
  const ids = course === undefined ? [...(courses.data ?? []).map(({ id }) => id), undefined] : [course]
  const entries = useEntries(fromTable ? ids : [])
  const lookInto = course !== undefined || wanted !== ''
  const unfinished = useUnfinished(answer, lookInto)
  const byName = wanted !== '' && answer === undefined && course === undefined
  const names = useNames(byName)
  const found = useMemo(() => {
    const byArn = new Map<string, Request>()
    const executions = unfinished.data?.pages.flatMap(({ requests }): readonly Request[] => requests) ?? []
    for (const request of [...executions, ...entries.data.map(requestOfEntry)]) {
      const known = byArn.get(request.arn)
      byArn.set(request.arn, { ...known, ...request })
    }
    const named = byName ? (names.data?.pages.flatMap(({ items }) => items) ?? []) : []
    const fitting = [...byArn.values()].filter((request) => matchesRequest(request, { answer, course, wanted }))
    const fits = new Set(fitting.map(({ arn }) => arn))
    const others = named.filter(
      ({ arn, name }) => !fits.has(arn) && (name.toLowerCase().includes(wanted) || arn === wanted),
    )
    return [...fitting, ...others].sort((one, other) => (other.startMs ?? 0) - (one.startMs ?? 0))
  }, [entries.data, unfinished.data, names.data, byName, answer, course, wanted])

  useReadOn(names, byName ? MOST_PAGES * (asked + 1) : 0)
  useReadOn(unfinished, MOST_PAGES * asked + (found.length === 0 ? MOST_PAGES : 1))
  const fetching = unfinished.isFetchingNextPage || names.isFetchingNextPage
  const pending =
    (fromTable && (courses.isPending || entries.pending)) || unfinished.isLoading || names.isLoading || fetching
  const hasMore = unfinished.hasNextPage || (byName && names.hasNextPage)
  const countOf = (pages: readonly (readonly unknown[])[] = []) => pages.reduce((sum, page) => sum + page.length, 0)
  return {
    found,
    pending,
    searched: searchedText({
      table: fromTable && (course ?? true),
      names: byName && { count: countOf(names.data?.pages.map(({ items }) => items)), all: !names.hasNextPage },
      unfinished: (answer === undefined || !fromTable || answer === 'running') && {
        count: countOf(unfinished.data?.pages.map(({ requests }) => requests)),
        all: !unfinished.hasNextPage,
        answer,
      },
    }),
    searchFurther: hasMore && !pending ? () => setAsked(asked + 1) : undefined,
    error: courses.error ?? entries.error ?? unfinished.error ?? names.error,
  }
}

function requestOfEntry(entry: Entry): Request {
  const { execution: arn, startedAt } = entry
  return { arn, name: executionNameOf(arn), startMs: Date.parse(startedAt), entry }
}

/** The names of all executions. */
function useNames(enabled: boolean) {
  const { machine } = useConsole()
  return useInfiniteQuery({
    queryKey: ['names', machine.arn],
    initialPageParam: '',
    queryFn: ({ pageParam: from, signal }) =>
      listExecutions({ stateMachineArn: machine.arn, pageSize: NAMES_PAGE, ...(from && { from }) }, signal),
    getNextPageParam: ({ next }) => next,
    enabled,
    staleTime: 10_000,
  })
}
