import { useState } from 'react'
import { useConsole, useRequestFields } from '../hooks/use-console.ts'
import { useRequestedBy } from '../hooks/use-requested-by.ts'
import { checkRequest, fieldsOf, missingIn, prettyRequest, withField } from '../model/request.ts'
import { Dialog } from './Dialog.tsx'
import { Field } from './Field.tsx'
import { JsonInput } from './JsonInput.tsx'
import { RecentInputs } from './RecentInputs.tsx'
import { RequestFields } from './RequestFields.tsx'
import { RevealFirst } from './RevealFirst.tsx'
import { StartForm } from './StartForm.tsx'

interface NewEnrollmentProps {
  onClose: () => void
  /** The input to begin with; nothing is filled in where there is none. */
  initial?: string
  course?: string
  /** Fields may be left out: it is an engineer who edits what was sent before. */
  incomplete?: boolean
}

/** A request for a seat as a form. It can be written as JSON instead. */
export function NewEnrollment({ onClose, initial, course, incomplete = false }: NewEnrollmentProps) {
  const { machine, revealed } = useConsole()
  const { fields: names } = useRequestFields()
  const [requestedBy, setRequestedBy] = useRequestedBy()
  const [input, setInput] = useState(() => prettyRequest(initial ?? firstInput(course, requestedBy)))
  const [name, setName] = useState('')
  const [advanced, setAdvanced] = useState(false)
  // Whether the JSON was written by hand, or an example chosen.
  const [written, setWritten] = useState(incomplete)
  const [complain, setComplain] = useState(false)
  const check = checkRequest(input)
  const change = (next: string) => {
    setInput(next)
    const fields = fieldsOf(readValue(next), ['RequestedBy'])
    setRequestedBy(fields?.RequestedBy ?? '')
  }
  const write = (next: string) => {
    setWritten(true)
    change(next)
  }
  const ready = () => {
    setComplain(true)
    if (!check.ok) return false
    // The workflow answers any JSON: only the form asks for all of its fields.
    return written || missingIn(fieldsOf(check.value, names), names).length === 0
  }
  return (
    <Dialog title="New enrollment" onClose={onClose}>
      {initial !== undefined && !revealed ? (
        <RevealFirst />
      ) : (
        <StartForm
          stateMachineArn={machine.arn}
          input={input}
          name={name}
          label="Enroll"
          ready={ready}
          onClose={onClose}
        >
          <RequestFields check={check} names={names} onChange={change} complain={complain && !written} />
          <details className="advanced" open={advanced} onToggle={(event) => setAdvanced(event.currentTarget.open)}>
            <summary>Advanced</summary>
            <div className="form">
              <JsonInput input={input} check={check} onChange={write} />
              <Field
                label="Execution name"
                hint="Optional. It is kept for 90 days: no customer data in it."
                value={name}
                onChange={setName}
                maxLength={80}
              />
              <RecentInputs stateMachineArn={machine.arn} onChoose={write} />
            </div>
          </details>
        </StartForm>
      )}
    </Dialog>
  )
}

function firstInput(course: string | undefined, requestedBy: string): string {
  const withCourse = withField({}, 'Course', course ?? '')
  return withField(JSON.parse(withCourse), 'RequestedBy', requestedBy)
}

function readValue(input: string): unknown {
  const check = checkRequest(input)
  return check.ok ? check.value : undefined
}
