import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { describeExecution, type ExecutionSummary, listExecutions } from '../api/step-functions.ts'
import { useConsole } from './use-console.ts'

export const PAGE_SIZE = 50
const POLL_MS = 2000

/** One page of the list, kept current. `from` is the token that the page before gave. */
export function useExecutions(status: string | undefined, from: string | undefined, enabled: boolean) {
  const { machine } = useConsole()
  return useQuery({
    queryKey: ['executions', machine.arn, status, from],
    queryFn: ({ signal }) =>
      listExecutions(
        { stateMachineArn: machine.arn, pageSize: PAGE_SIZE, ...(status && { status }), ...(from && { from }) },
        signal,
      ),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
    enabled,
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
