import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { BatchState } from 'intake'
import { listBatches, readBatch } from '../api/batches.ts'

const POLL_MS = 500
const IDLE_POLL_MS = 5000

export function isAtWork(batch: Pick<BatchState, 'stage'> | undefined): boolean {
  return batch?.stage === 'running' || batch?.stage === 'predicting'
}

/** A batch runs in the server: the page watches it, and may be closed or loaded again. */
export function useBatch(id: string) {
  return useQuery({
    queryKey: ['batch', id],
    queryFn: ({ signal }) => readBatch(id, signal),
    refetchInterval: ({ state }) => (isAtWork(state.data) ? POLL_MS : IDLE_POLL_MS),
  })
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
