import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type Entry, readEnrollment } from '../api/entries.ts'
import { describeExecution, type ExecutionSummary, listExecutions } from '../api/step-functions.ts'
import { readObject } from '../model/json.ts'
import { personIn } from '../model/person.ts'
import { useConsole, useTableName } from './use-console.ts'

export const PAGE_SIZE = 50
const POLL_MS = 2000

/**
 * One page of a state machine's executions, kept current. `tokens` are those that the pages before it gave. While a page is on its way
 * the one before stays, and says so by its `number`.
 */
export function useExecutions(stateMachineArn: string, tokens: readonly string[]) {
  const from = tokens.at(-1)
  return useQuery({
    queryKey: ['executions', stateMachineArn, from],
    queryFn: async ({ signal }) => {
      const page = await listExecutions({ stateMachineArn, pageSize: PAGE_SIZE, ...(from && { from }) }, signal)
      return { ...page, number: tokens.length }
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

/** The enrollment for which an execution waits: for a payment or a seat. */
export function useWaiting(arn: string, input: string | undefined, enabled: boolean) {
  const { machine } = useConsole()
  const table = useTableName()
  const { email } = personIn(input)
  const { Course } = readObject(input)
  return useQuery({
    queryKey: ['waiting', machine.arn, arn],
    queryFn: async ({ signal }): Promise<Entry | null> => {
      const query = { tableName: await table(), course: String(Course), email: (email ?? '').trim().toLowerCase() }
      const enrollment = await readEnrollment(query, signal)
      return enrollment?.execution === arn ? { kind: 'enrollment', ...enrollment } : null
    },
    enabled: enabled && email !== undefined && typeof Course === 'string',
    refetchInterval: 5000,
  })
}
