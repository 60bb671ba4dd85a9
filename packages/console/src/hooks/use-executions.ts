import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { describeExecution, type ExecutionSummary, listExecutions } from '../api/step-functions.ts'
import { useConsole } from './use-console.ts'

export const PAGE_SIZE = 50
const POLL_MS = 2000

/**
 * One page of the list, kept current. `tokens` are those that the pages before it gave. While a page is on its way the
 * one before stays, and says so by its `number`.
 */
export function useExecutions(status: string | undefined, tokens: readonly string[]) {
  const { machine } = useConsole()
  const from = tokens.at(-1)
  return useQuery({
    queryKey: ['executions', machine.arn, status, from],
    queryFn: async ({ signal }) => {
      const query = {
        stateMachineArn: machine.arn,
        pageSize: PAGE_SIZE,
        ...(status && { status }),
        ...(from && { from }),
      }
      return { ...(await listExecutions(query, signal)), number: tokens.length }
    },
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  })
}

/** What a list does not carry. It is asked for once, and again when the status has changed. */
export function useDescribed({ arn, status }: Pick<ExecutionSummary, 'arn'> & { status?: string }, enabled: boolean) {
  return useQuery({
    queryKey: ['described', arn, status],
    queryFn: ({ signal }) => describeExecution(arn, signal),
    staleTime: Number.POSITIVE_INFINITY,
    // Whom it is about does not change with the status.
    placeholderData: keepPreviousData,
    enabled,
  })
}
