import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { errorText } from '../api/call.ts'
import { type Execution, redriveExecution, startExecution, stopExecution } from '../api/step-functions.ts'
import { useConsole } from '../hooks/use-console.ts'
import { executionIdOf, executionNameOf } from '../model/arns.ts'
import { executionPath } from '../model/paths.ts'
import { Dialog, DialogFoot } from './Dialog.tsx'
import { Icon } from './Icon.tsx'
import { NewEnrollment } from './NewEnrollment.tsx'
import { StartExecution } from './StartExecution.tsx'

/** What can be done with an execution. Where nothing may be changed, it is said instead. */
export function Actions({ execution }: { execution: Execution }) {
  const { machine, settings } = useConsole()
  const { stateMachineArn } = execution
  const isRequest = stateMachineArn === machine.arn
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [open, setOpen] = useState<'stop' | 'edit' | undefined>()
  const close = () => setOpen(undefined)
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['run', execution.arn] })
  const again = useMutation({
    mutationFn: () => startExecution({ stateMachineArn, input: execution.input ?? '{}' }),
    onSuccess: (arn) => navigate(executionPath(executionIdOf(machine.arn, arn))),
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
      {open === 'edit' && isRequest && <NewEnrollment onClose={close} initial={execution.input ?? '{}'} incomplete />}
      {open === 'edit' && !isRequest && (
        <StartExecution
          machine={{ arn: stateMachineArn, name: executionNameOf(stateMachineArn) }}
          onClose={close}
          initial={execution.input ?? '{}'}
        />
      )}
      {open === 'stop' && (
        <Dialog alert title="Stop this execution?" onClose={close}>
          <p>Running steps are aborted; completed steps are kept. You can redrive the execution afterwards.</p>
          <DialogFoot>
            <button type="button" className="button" onClick={close}>
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
