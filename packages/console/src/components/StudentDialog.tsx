import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { StudentRecord } from 'records'
import { type CheckedField, checkedFields } from '../api/checks.ts'
import { addStudent, changeStudent } from '../api/students.ts'
import { useConsole, useRequestFields, useTableName } from '../hooks/use-console.ts'
import { Dialog, DialogFoot } from './Dialog.tsx'
import { Field } from './Field.tsx'
import { FormError } from './FormError.tsx'
import { PaymentField } from './RequestFields.tsx'
import { RevealFirst } from './RevealFirst.tsx'

interface StudentDialogProps {
  /** The student that is edited; a new one where there is none. */
  student?: StudentRecord
  onClose: () => void
}

/** What the checks of the workflow found wrong. */
class Refused extends Error {
  readonly fields: readonly CheckedField[]

  constructor(fields: readonly CheckedField[]) {
    super('Correct what is marked.')
    this.fields = fields
  }
}

/** A student's record. The checks of the workflow look at it first, so that it is kept as they compare it. */
export function StudentDialog({ student, onClose }: StudentDialogProps) {
  const { revealed } = useConsole()
  const { checks } = useRequestFields()
  const table = useTableName()
  const queryClient = useQueryClient()
  const [before] = useState(student)
  const [name, setName] = useState(before?.name ?? '')
  const [email, setEmail] = useState(before?.email ?? '')
  const [payment, setPayment] = useState<string>(before?.payment ?? '')
  const save = useMutation({
    mutationFn: async () => {
      const fields = await checkedFields(checks, { Name: name, Email: email, Payment: payment })
      if (fields.some(({ problems }) => problems.length > 0)) throw new Refused(fields)
      const address = fields.find(({ field }) => field === 'Email')?.value ?? email
      const record: StudentRecord = {
        name: name.trim(),
        email: address,
        payment: payment === 'Done' ? 'Done' : 'Pending',
      }
      if (before === undefined) await addStudent(await table(), record)
      else await changeStudent(await table(), before, record)
    },
    onSuccess: async () => {
      for (const queryKey of [['student'], ['students']]) await queryClient.invalidateQueries({ queryKey })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!save.isPending) save.mutate()
  }
  const problemOf = (field: string) =>
    save.error instanceof Refused
      ? save.error.fields.find((checked) => checked.field === field)?.problems[0]?.message
      : undefined
  if (before !== undefined && !revealed) {
    return (
      <Dialog title="Edit the student" onClose={onClose}>
        <RevealFirst />
      </Dialog>
    )
  }
  return (
    <Dialog title={before === undefined ? 'Add a student' : 'Edit the student'} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <div className="request-fields">
          <Field label="Name" value={name} onChange={setName} problem={problemOf('Name')} autoFocus />
          <Field
            label="E-mail"
            type="email"
            value={email}
            onChange={setEmail}
            problem={problemOf('Email')}
            isReadOnly={before !== undefined}
            hint={
              before === undefined ? undefined : 'It names the record: “Change e-mail” moves the student to another.'
            }
          />
          <PaymentField value={payment} onChange={setPayment} problem={problemOf('Payment')} />
        </div>
        {before?.payment === 'Pending' && payment === 'Done' && (
          <p className="faint">
            If a payment has come, “Payment received” is the better way: it confirms the seats that are held, too.
          </p>
        )}
        <FormError error={save.error} />
        <DialogFoot onCancel={onClose}>
          <button type="submit" className="button primary" disabled={save.isPending}>
            {before === undefined ? 'Add' : 'Save'}
          </button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
