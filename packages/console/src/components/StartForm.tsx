import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent, ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { startExecution } from '../api/step-functions.ts'
import { useConsole } from '../hooks/use-console.ts'
import { useStored } from '../hooks/use-stored.ts'
import { executionIdOf } from '../model/arns.ts'
import { executionPath } from '../model/paths.ts'
import { remember } from '../model/request.ts'
import { DialogFoot } from './Dialog.tsx'
import { FormError } from './FormError.tsx'
import { Icon } from './Icon.tsx'

interface StartFormProps {
  stateMachineArn: string
  input: string
  name: string
  label: string
  /** Whether it can be started as it is; where it cannot, the form says why. */
  ready: () => boolean
  onClose: () => void
  children: ReactNode
}

/** Starts an execution, and goes to it. */
export function StartForm({ stateMachineArn, input, name, label, ready, onClose, children }: StartFormProps) {
  const { machine } = useConsole()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [recent, setRecent] = useStored<readonly string[]>(`recent-inputs ${stateMachineArn}`, [], 'page')
  const start = useMutation({
    mutationFn: () => startExecution({ stateMachineArn, input, ...(name.trim() !== '' && { name: name.trim() }) }),
    onSuccess: async (arn) => {
      setRecent(remember(recent, input))
      await queryClient.invalidateQueries({ queryKey: ['executions'] })
      onClose()
      navigate(executionPath(executionIdOf(machine.arn, arn)))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!start.isPending && ready()) start.mutate()
  }
  return (
    <form onSubmit={submit} className="form" noValidate>
      {children}
      <FormError error={start.error} />
      <DialogFoot onCancel={onClose}>
        <button type="submit" className="button primary" disabled={start.isPending}>
          <Icon name="play" /> {start.isPending ? 'Starting…' : label}
        </button>
      </DialogFoot>
    </form>
  )
}
