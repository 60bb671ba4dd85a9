import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorText } from '../api/call.ts'
import { type Execution, redriveExecution, startExecution, stopExecution } from '../api/step-functions.ts'
import { useConsole } from '../hooks/use-console.ts'
import { navigate } from '../hooks/use-route.ts'
import { executionIdOf } from '../model/arns.ts'
import { Dialog, DialogFoot } from './Dialog.tsx'
import { Icon } from './Icon.tsx'
import { NewExecution } from './NewExecution.tsx'

/** What can be done with an execution. Where nothing may be changed, it is said instead. */
export function Actions({ execution }: { execution: Execution }) {
  const { machine, settings } = useConsole()
  const queryClient = useQueryClient()
  const [open, setOpen] = useState<'stop' | 'edit' | undefined>()
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['run', execution.arn] })
  const again = useMutation({
    mutationFn: () => startExecution({ stateMachineArn: machine.arn, input: execution.input ?? '{}' }),
    onSuccess: (arn) => navigate({ page: 'execution', execution: executionIdOf(machine.arn, arn), view: 'graph' }),
  })
  const redrive = useMutation({ mutationFn: () => redriveExecution(execution.arn), onSuccess: refresh })
  const stop = useMutation({
    mutationFn: () => stopExecution(execution.arn),
    onSuccess: refresh,
    onSettled: () => setOpen(undefined),
  })
  if (settings.readOnly) return <span className="faint">Read-only: nothing can be started or stopped from here</span>
  const failure = again.error ?? redrive.error ?? stop.error
  return (
    <>
      {execution.redrivable && (
        <button type="button" className="button primary" disabled={redrive.isPending} onClick={() => redrive.mutate()}>
          <Icon name="redrive" /> Redrive
        </button>
      )}
      <button type="button" className="button" disabled={again.isPending} onClick={() => again.mutate()}>
        <Icon name="play" /> Start again
      </button>
      <button type="button" className="button" onClick={() => setOpen('edit')}>
        <Icon name="edit" /> Edit and start
      </button>
      {execution.status === 'RUNNING' && (
        <button type="button" className="button danger" onClick={() => setOpen('stop')}>
          <Icon name="stop" /> Stop
        </button>
      )}
      {failure !== null && (
        <p role="alert" className="check tone-bad">
          {errorText(failure)}
        </p>
      )}
      {open === 'edit' && (
        <NewExecution onClose={() => setOpen(undefined)} {...(execution.input && { initial: execution.input })} />
      )}
      {open === 'stop' && (
        <Dialog title="Stop this execution?" onClose={() => setOpen(undefined)}>
          <p>Running steps are aborted; completed steps are kept. You can redrive the execution afterwards.</p>
          <DialogFoot>
            <button type="button" className="button" onClick={() => setOpen(undefined)}>
              Keep it running
            </button>
            <button type="button" className="button danger" disabled={stop.isPending} onClick={() => stop.mutate()}>
              <Icon name="stop" /> Stop it
            </button>
          </DialogFoot>
        </Dialog>
      )}
    </>
  )
}
