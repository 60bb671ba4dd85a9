import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { errorText } from '../api/call.ts'
import { startExecution } from '../api/step-functions.ts'
import { useConsole } from '../hooks/use-console.ts'
import { navigate } from '../hooks/use-route.ts'
import { useStored } from '../hooks/use-stored.ts'
import { executionIdOf } from '../model/arns.ts'
import { formatBytes } from '../model/format.ts'
import { ARTICLE_REQUEST, checkRequest, prettyRequest, remember } from '../model/request.ts'
import { Dialog, DialogFoot } from './Dialog.tsx'
import { Icon } from './Icon.tsx'
import { RecentInputs } from './RecentInputs.tsx'
import { RequestFields } from './RequestFields.tsx'

interface NewExecutionProps {
  onClose: () => void
  /** The input to begin with; that of the article where there is none. */
  initial?: string
}

export function NewExecution({ onClose, initial = ARTICLE_REQUEST }: NewExecutionProps) {
  const { machine } = useConsole()
  const queryClient = useQueryClient()
  const [input, setInput] = useState(() => prettyRequest(initial))
  const [name, setName] = useState('')
  const [recent, setRecent] = useStored<readonly string[]>('recent-inputs', [])
  const check = checkRequest(input)
  const start = useMutation({
    mutationFn: () =>
      startExecution({ stateMachineArn: machine.arn, input, ...(name.trim() !== '' && { name: name.trim() }) }),
    onSuccess: async (arn) => {
      setRecent(remember(recent, input))
      await queryClient.invalidateQueries({ queryKey: ['executions'] })
      onClose()
      navigate({ page: 'execution', execution: executionIdOf(machine.arn, arn), view: 'graph' })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (check.ok && !start.isPending) start.mutate()
  }
  return (
    <Dialog title="New enrollment" onClose={onClose}>
      <form onSubmit={submit} className="new-execution">
        <RequestFields check={check} onChange={setInput} />
        <label className="field">
          <span>Input as JSON</span>
          <textarea
            value={input}
            onChange={(event) => setInput(event.target.value)}
            rows={Math.min(14, Math.max(6, input.split('\n').length))}
            spellCheck={false}
            aria-invalid={!check.ok}
            aria-describedby="input-check"
          />
        </label>
        <p id="input-check" role="status" className={check.ok ? 'check tone-good' : 'check tone-bad'}>
          <Icon name={check.ok ? 'check' : 'cross'} size={14} />
          {check.ok
            ? `Valid JSON, ${formatBytes(check.bytes)}`
            : `${check.problem}${check.line === undefined ? '' : ` Line ${check.line}.`}`}
        </p>
        <label className="field">
          <span>
            Execution name <span className="faint">optional, no customer data</span>
          </span>
          <input value={name} onChange={(event) => setName(event.target.value)} maxLength={80} autoComplete="off" />
        </label>
        <RecentInputs
          recent={recent}
          onChoose={(text) => setInput(prettyRequest(text))}
          onForget={() => setRecent([])}
        />
        {start.isError && (
          <p role="alert" className="check tone-bad">
            <Icon name="cross" size={14} /> {errorText(start.error)}
          </p>
        )}
        <DialogFoot>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={!check.ok || start.isPending}>
            <Icon name="play" /> {start.isPending ? 'Starting…' : 'Start'}
          </button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
