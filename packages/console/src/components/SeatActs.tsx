import { useState } from 'react'
import type { EnrollmentStatus } from 'records'
import { useActMachine, useConsole } from '../hooks/use-console.ts'
import type { Person } from '../model/person.ts'
import { ActDialog } from './ActDialog.tsx'
import { Field } from './Field.tsx'
import { usePersonText } from './Person.tsx'

interface SeatActsProps {
  person: Person & { email: string }
  course: string
  status: EnrollmentStatus
}

/** What can be done with an enrollment: withdraw it, and say that its payment has come. */
export function SeatActs({ person, course, status }: SeatActsProps) {
  const { settings } = useConsole()
  const withdrawal = useActMachine('course-withdrawal')
  const [withdrawing, setWithdrawing] = useState(false)
  const [reason, setReason] = useState('')
  const textOf = usePersonText()
  if (settings.readOnly) return null
  return (
    <span className="row-acts">
      {status === 'AWAITING_PAYMENT' && <PaymentReceived person={person} />}
      {withdrawal !== undefined && (
        <button type="button" className="button small" onClick={() => setWithdrawing(true)}>
          Withdraw
        </button>
      )}
      {withdrawing && withdrawal !== undefined && (
        <ActDialog
          title={`Withdraw from ${course}?`}
          machine={withdrawal}
          input={{ Email: person.email, Course: course, ...(reason.trim() !== '' && { Reason: reason.trim() }) }}
          label="Withdraw"
          destructive
          onClose={() => setWithdrawing(false)}
        >
          <p>
            {textOf(person)} {status === 'WAITLISTED' ? 'leaves the waitlist of' : 'gives back the seat in'} {course}.
            {status !== 'WAITLISTED' && ' If others wait, the first in line gets it.'} This cannot be undone: a new
            request would be checked like any other, and wait behind those who are in line.
          </p>
          <Field
            label="Reason"
            hint="Kept with the enrollment that ends. Optional."
            value={reason}
            onChange={setReason}
          />
        </ActDialog>
      )}
    </span>
  )
}

/** Nothing where that workflow is not deployed. */
export function PaymentReceived({ person }: { person: Person & { email: string } }) {
  const { settings } = useConsole()
  const payment = useActMachine('payment-received')
  const [asking, setAsking] = useState(false)
  const textOf = usePersonText()
  if (settings.readOnly || payment === undefined) return null
  return (
    <>
      <button type="button" className="button small" onClick={() => setAsking(true)}>
        Payment received
      </button>
      {asking && (
        <ActDialog
          title="Payment received?"
          machine={payment}
          input={{ Email: person.email }}
          label="Payment received"
          onClose={() => setAsking(false)}
        >
          <p>
            The record of {textOf(person)} then says that the payment is done, and every seat that is held for it is
            confirmed.
          </p>
        </ActDialog>
      )}
    </>
  )
}
