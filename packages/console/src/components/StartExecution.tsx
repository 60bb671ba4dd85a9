import { useState } from 'react'
import type { StateMachine } from '../api/step-functions.ts'
import { useConsole } from '../hooks/use-console.ts'
import { checkRequest, prettyRequest } from '../model/request.ts'
import { Dialog } from './Dialog.tsx'
import { Field } from './Field.tsx'
import { JsonInput } from './JsonInput.tsx'
import { RecentInputs } from './RecentInputs.tsx'
import { RevealFirst } from './RevealFirst.tsx'
import { StartForm } from './StartForm.tsx'

interface StartExecutionProps {
  machine: Pick<StateMachine, 'arn' | 'name'>
  onClose: () => void
  initial?: string
}

/** An execution of any state machine, with its input as JSON. */
export function StartExecution({ machine, onClose, initial = '{}' }: StartExecutionProps) {
  const { revealed } = useConsole()
  const [input, setInput] = useState(() => prettyRequest(initial))
  const [name, setName] = useState('')
  const check = checkRequest(input)
  return (
    <Dialog title={`Start ${machine.name}`} onClose={onClose}>
      {initial !== '{}' && !revealed ? (
        <RevealFirst />
      ) : (
        <StartForm
          stateMachineArn={machine.arn}
          input={input}
          name={name}
          label="Start"
          ready={() => check.ok}
          onClose={onClose}
        >
          <JsonInput input={input} check={check} onChange={setInput} />
          <Field
            label="Execution name"
            hint="Optional, no customer data"
            value={name}
            onChange={setName}
            maxLength={80}
          />
          <RecentInputs stateMachineArn={machine.arn} onChoose={setInput} />
        </StartForm>
      )}
    </Dialog>
  )
}
