import { useState } from 'react'
import type { EnrollmentStatus } from 'records'
import { useActMachine, useConsole } from '../hooks/use-console.ts'
import type { Person } from '../model/person.ts'
import { ActDialog } from './ActDialog.tsx'
import { Field } from './Field.tsx'
import { usePersonText } from './Person.tsx'

/** What somebody has asked for, before it is done. */
export type SeatAct = { person: Person & { email: string } } & (
  | { kind: 'withdraw'; course: string; status: EnrollmentStatus }
  | { kind: 'payment' }
)

interface SeatActsProps {
  person: Person & { email: string }
  course: string
  status: EnrollmentStatus
  onAct: (act: SeatAct) => void
}

/** What can be done with an enrollment: withdraw it, and say that its payment has come. */
export function SeatActs({ person, course, status, onAct }: SeatActsProps) {
  const { settings } = useConsole()
  const withdrawal = useActMachine('course-withdrawal')
  if (settings.readOnly) return null
  return (
    <span className="row-acts">
      {status === 'AWAITING_PAYMENT' && <PaymentReceived person={person} onAct={onAct} />}
      {withdrawal !== undefined && (
        <button
          type="button"
          className="button small"
          onClick={() => onAct({ kind: 'withdraw', person, course, status })}
        >
          Withdraw
        </button>
      )}
    </span>
  )
}

/** Nothing where that workflow is not deployed. */
export function PaymentReceived({ person, onAct }: Pick<SeatActsProps, 'person' | 'onAct'>) {
  const payment = useActMachine('payment-received')
  if (payment === undefined) return null
  return (
    <button type="button" className="button small" onClick={() => onAct({ kind: 'payment', person })}>
      Payment received
    </button>
  )
}

/** Asks, and shows how it ended. It stands beside the list and not in a row of it: the row may be gone by then. */
export function SeatActDialog({ act, onClose }: { act: SeatAct; onClose: () => void }) {
  return act.kind === 'withdraw' ? <Withdraw act={act} onClose={onClose} /> : <Paid act={act} onClose={onClose} />
}

function Withdraw({ act, onClose }: { act: Extract<SeatAct, { kind: 'withdraw' }>; onClose: () => void }) {
  const { person, course, status } = act
  const machine = useActMachine('course-withdrawal')
  const [reason, setReason] = useState('')
  const textOf = usePersonText()
  if (machine === undefined) return null
  return (
    <ActDialog
      title={`Withdraw from ${course}?`}
      machine={machine}
      input={{ Email: person.email, Course: course, ...(reason.trim() !== '' && { Reason: reason.trim() }) }}
      label="Withdraw"
      destructive
      onClose={onClose}
    >
      <p>
        {textOf(person)} {status === 'WAITLISTED' ? 'leaves the waitlist of' : 'gives back the seat in'} {course}.
        {status !== 'WAITLISTED' && ' If others wait, the first in line gets it.'} This cannot be undone: a new request
        would be checked like any other, and wait behind those who are in line.
      </p>
      <Field
        label="Reason"
        hint="Kept with the enrollment that ends. Optional."
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </ActDialog>
  )
}

function Paid({ act: { person }, onClose }: { act: SeatAct; onClose: () => void }) {
  const machine = useActMachine('payment-received')
  const textOf = usePersonText()
  if (machine === undefined) return null
  return (
    <ActDialog
      title="Payment received?"
      machine={machine}
      input={{ Email: person.email }}
      label="Payment received"
      onClose={onClose}
    >
      <p>
        The record of {textOf(person)} then says that the payment is done, and every seat that is held for it is
        confirmed.
      </p>
    </ActDialog>
  )
}
