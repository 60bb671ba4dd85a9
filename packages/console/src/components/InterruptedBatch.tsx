import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { BatchState } from 'intake'
import { useNavigate } from 'react-router'
import { addBatch, changeBatch } from '../api/batches.ts'
import type { KnownBatch } from '../hooks/use-batch.ts'
import { interruptionOf } from '../model/batch.ts'
import { batchPath } from '../model/paths.ts'
import { FileDrop } from './FileDrop.tsx'
import { FormError } from './FormError.tsx'

/** A batch whose server has been started again since: how far it was, and how it continues. */
export function InterruptedBatch({ batch }: { batch: KnownBatch }) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const add = useMutation({
    mutationFn: (file: File) => addAgain(file, batch),
    onSuccess: (again) => {
      queryClient.setQueryData(['batch', again.id], again)
      navigate(batchPath(again.id), { replace: true })
    },
  })
  return (
    <>
      <p role="status">
        The server of this page has neither the file nor its results any more: it has been started again, or they were
        deleted. {interruptionOf(batch)}
      </p>
      <FileDrop
        label={add.isPending ? 'Checking the file…' : `Drop ${batch.fileName} here again, or choose it`}
        hint="It is read as before, and no row starts twice: those that have an answer get it again."
        disabled={add.isPending}
        onFile={(file) => add.mutate(file)}
      />
      <FormError error={add.error} />
    </>
  )
}

/** The same rows are the same requests only where they are read in the same way. */
async function addAgain(file: File, { headings, columns, course, withRecords }: KnownBatch): Promise<BatchState> {
  const added = await addBatch(file)
  if (added.headings.join('\n') !== headings.join('\n')) return added
  return changeBatch(added.id, {
    withRecords,
    ...(columns !== undefined && { columns }),
    ...(course !== undefined && { course }),
  })
}
