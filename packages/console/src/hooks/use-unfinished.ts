import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { describeExecution, type Execution, type ExecutionSummary, listExecutions } from '../api/step-functions.ts'
import type { AnswerKind } from '../model/answer.ts'
import { useConsole } from './use-console.ts'

const FAILED = ['FAILED', 'TIMED_OUT', 'ABORTED']
const LIST_PAGE = 1000
/** Of each status at once: to look into an execution costs a call. */
const LOOKED_INTO_PAGE = 75
const AT_ONCE = 6

/** Where each status that has more executions continues; from its newest for ''. */
type Continuation = Readonly<Record<string, string>>

/** Executions that failed or still run, the newest of each status first; with what they were given where a filter has to look at it. */
export function useUnfinished(answer: AnswerKind | undefined, lookInto: boolean) {
  const { machine } = useConsole()
  const queryClient = useQueryClient()
  const statuses = statusesOf(answer)
  const look = ({ arn, status }: ExecutionSummary) =>
    queryClient.fetchQuery({
      queryKey: ['described', arn, status],
      queryFn: ({ signal }) => describeExecution(arn, signal),
      staleTime: Number.POSITIVE_INFINITY,
    })
  return useInfiniteQuery({
    queryKey: ['unfinished', machine.arn, statuses.join(), lookInto],
    initialPageParam: Object.fromEntries(statuses.map((status) => [status, ''])) as Continuation,
    queryFn: async ({ pageParam, signal }) => {
      const pages = await Promise.all(
        Object.entries(pageParam).map(async ([status, from]) => {
          const pageSize = lookInto ? LOOKED_INTO_PAGE : LIST_PAGE
          const query = { stateMachineArn: machine.arn, status, pageSize, ...(from && { from }) }
          return { status, ...(await listExecutions(query, signal)) }
        }),
      )
      const items = pages.flatMap((page) => page.items)
      const more = pages.flatMap(({ status, next }) => (next === undefined ? [] : [[status, next]]))
      const requests: readonly (ExecutionSummary | Execution)[] = lookInto ? await mapped(items, look, signal) : items
      return { requests, more: Object.fromEntries(more) as Continuation }
    },
    getNextPageParam: ({ more }) => (Object.keys(more).length === 0 ? undefined : more),
    enabled: statuses.length > 0,
    refetchInterval: ({ state }) => (lookInto || (state.data?.pages.length ?? 0) > 1 ? false : 3000),
    staleTime: 5000,
  })
}

function statusesOf(answer: AnswerKind | undefined): string[] {
  if (answer === undefined) return [...FAILED, 'RUNNING']
  if (answer === 'running') return ['RUNNING']
  return answer === 'failed' ? FAILED : []
}

async function mapped<T, R>(items: readonly T[], map: (item: T) => Promise<R>, signal: AbortSignal): Promise<R[]> {
  const results: R[] = []
  const queue = [...items]
  const mapNext = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      signal.throwIfAborted()
      results.push(await map(next))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, mapNext))
  return results
}
