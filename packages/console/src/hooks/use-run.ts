import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { HistoryEvent } from 'history'
import { stepsOf } from 'history'
import { useMemo } from 'react'
import { definitionOf, describeExecution, type Execution, readHistory } from '../api/step-functions.ts'
import { branchIndexOf, parseMachine } from '../model/graph/machine.ts'

const FAST_MS = 400
const SLOW_MS = 2000
const FAST_FOR_MS = 60_000

export interface Run {
  execution: Execution
  events: readonly HistoryEvent[]
}

/** An execution with its history, live for as long as it runs. Only new events are fetched. */
export function useRun(executionArn: string) {
  const queryClient = useQueryClient()
  const queryKey = ['run', executionArn]
  return useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<Run> => {
      const known = queryClient.getQueryData<Run>(queryKey)?.events ?? []
      // In this order: when the execution is seen to have ended, the history read after that is whole.
      const execution = await describeExecution(executionArn, signal)
      return { execution, events: await readHistory(executionArn, known, signal) }
    },
    refetchInterval: ({ state: { data } }) => {
      if (data === undefined || data.execution.status !== 'RUNNING') return false
      return Date.now() - data.execution.startMs < FAST_FOR_MS ? FAST_MS : SLOW_MS
    },
  })
}

export function useDefinition(executionArn: string) {
  return useQuery({
    queryKey: ['definition', executionArn],
    queryFn: async ({ signal }) => {
      const text = await definitionOf(executionArn, signal)
      return { text, machine: parseMachine(text) }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export type Definition = NonNullable<ReturnType<typeof useDefinition>['data']>

export function useSteps(events: readonly HistoryEvent[], definition: Definition | undefined) {
  return useMemo(
    () => stepsOf(events, definition === undefined ? undefined : branchIndexOf(definition.machine)),
    [events, definition],
  )
}
