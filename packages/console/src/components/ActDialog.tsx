import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useEffect } from 'react'
import { describeExecution, type StateMachine, startExecution } from '../api/step-functions.ts'
import { useRequestedBy } from '../hooks/use-requested-by.ts'
import { lookOfAct } from '../model/answer.ts'
import { EXECUTION_LOOKS } from '../model/status.ts'
import { Dialog, DialogFoot } from './Dialog.tsx'
import { ExecutionLink } from './ExecutionLink.tsx'
import { Field } from './Field.tsx'
import { FormError } from './FormError.tsx'
import { StatusMark } from './StatusMark.tsx'

interface ActDialogProps {
  title: string
  machine: StateMachine
  input: Readonly<Record<string, string>>
  /** What the button says that does it. */
  label: string
  /** Whether something ends that cannot be restored. */
  destructive?: boolean
  onClose: () => void
  /** What will happen. */
  children: ReactNode
}

/** Says what will happen, asks, starts the execution that does it, and shows how that ends. */
export function ActDialog({ title, machine, input, label, destructive = false, onClose, children }: ActDialogProps) {
  const [requestedBy, setRequestedBy] = useRequestedBy()
  const start = useMutation({
    mutationFn: () => {
      const who = requestedBy.trim() === '' ? {} : { RequestedBy: requestedBy.trim() }
      return startExecution({ stateMachineArn: machine.arn, input: JSON.stringify({ ...input, ...who }) })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!start.isPending) start.mutate()
  }
  return (
    <Dialog title={title} onClose={onClose} alert={destructive}>
      {start.data === undefined ? (
        <form className="form" onSubmit={submit}>
          {children}
          <Field
            label="Requested by"
            hint="Who asks for it: you. Optional."
            maxLength={100}
            value={requestedBy}
            onChange={setRequestedBy}
          />
          <FormError error={start.error} />
          <DialogFoot onCancel={onClose}>
            <button
              type="submit"
              className={destructive ? 'button danger' : 'button primary'}
              disabled={start.isPending}
            >
              {label}
            </button>
          </DialogFoot>
        </form>
      ) : (
        <div className="form">
          <StartedExecution arn={start.data} />
          <DialogFoot>
            <button ref={focusOn} type="button" className="button primary" onClick={onClose}>
              Close
            </button>
          </DialogFoot>
        </div>
      )}
    </Dialog>
  )
}

/** The button that had the focus is gone: without it the escape key would close nothing. */
function focusOn(button: HTMLButtonElement | null): void {
  button?.focus()
}

/** An execution that was started from here, until it has ended; then all that it may have changed is read again. */
export function StartedExecution({ arn }: { arn: string }) {
  const queryClient = useQueryClient()
  const execution = useQuery({
    queryKey: ['started', arn],
    queryFn: ({ signal }) => describeExecution(arn, signal),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.status === 'RUNNING' ? 400 : false),
  })
  const ended = execution.data !== undefined && execution.data.status !== 'RUNNING'
  useEffect(() => {
    if (!ended) return
    for (const queryKey of [['courses'], ['entries'], ['student'], ['students']])
      queryClient.invalidateQueries({ queryKey })
  }, [ended, queryClient])
  const { status = 'RUNNING', output } = execution.data ?? {}
  const look = (status === 'SUCCEEDED' && lookOfAct(output)) || EXECUTION_LOOKS[status]
  return (
    <div role="status" className="started">
      <StatusMark look={look} />
      <span>
        Execution <ExecutionLink arn={arn} />
      </span>
    </div>
  )
}
