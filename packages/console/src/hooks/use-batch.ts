import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { BatchState } from 'intake'
import { useEffect } from 'react'
import { listBatches, readBatch } from '../api/batches.ts'
import { useStored } from './use-stored.ts'

const POLL_MS = 500
const IDLE_POLL_MS = 5000

export function isAtWork(batch: Pick<BatchState, 'stage'> | undefined): boolean {
  return batch?.stage === 'running' || batch?.stage === 'predicting'
}

/** What is known of a batch without its server. */
export type KnownBatch = Omit<BatchState, 'problems'>

/**
 * A batch runs in the server: the page watches it, and may be closed or loaded again. A server that has been started again knows
 * nothing of it: then `interrupted` is what this tab has seen last.
 */
export function useBatch(id: string) {
  const [known, keep] = useStored<KnownBatch | undefined>(`batch.${id}`, undefined, 'tab')
  const batch = useQuery({
    queryKey: ['batch', id],
    queryFn: ({ signal }) => readBatch(id, signal),
    refetchInterval: ({ state }) => {
      if (isUnknown(state.error)) return false
      return isAtWork(state.data) ? POLL_MS : IDLE_POLL_MS
    },
  })
  const { data, error } = batch
  useEffect(() => {
    if (data === undefined) return
    const { problems: _, ...rest } = data
    keep(rest)
  }, [data, keep])
  return { ...batch, interrupted: isUnknown(error) ? known : undefined, forget: () => keep(undefined) }
}

function isUnknown(error: Error | null): boolean {
  return error?.name === 'UnknownBatch'
}

export function useBatches(enabled: boolean) {
  return useQuery({
    queryKey: ['batches'],
    queryFn: ({ signal }) => listBatches(signal),
    refetchInterval: IDLE_POLL_MS,
    enabled,
  })
}

/** Something that is asked of a batch: what the server answers is shown at once. */
export function useBatchAct<Input = void>(act: (input: Input) => Promise<BatchState>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async (batch) => {
      await queryClient.cancelQueries({ queryKey: ['batch', batch.id] })
      queryClient.setQueryData(['batch', batch.id], batch)
    },
  })
}
