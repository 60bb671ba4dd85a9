import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import type { StudentRecord } from 'records'
import { renameStudent } from '../api/students.ts'
import { useConsole } from '../hooks/use-console.ts'
import { paths } from '../model/paths.ts'
import { Dialog, DialogFoot } from './Dialog.tsx'
import { Field } from './Field.tsx'
import { FormError } from './FormError.tsx'
import { RevealFirst } from './RevealFirst.tsx'

/** Moves a student to another address, with everything that is known of them. */
export function RenameDialog({ student, onClose }: { student: StudentRecord; onClose: () => void }) {
  const { revealed } = useConsole()
  const [email, setEmail] = useState(student.email)
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const rename = useMutation({
    mutationFn: () => renameStudent(student.email, email),
    onSuccess: async ({ to }) => {
      for (const queryKey of [['student'], ['students'], ['entries']]) await queryClient.invalidateQueries({ queryKey })
      onClose()
      navigate(paths.student, { replace: true, state: { email: to } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!rename.isPending) rename.mutate()
  }
  return (
    <Dialog title="Change the e-mail address" onClose={onClose}>
      {revealed ? (
        <form className="form" onSubmit={submit} noValidate>
          <p>
            The record, the enrollments and the ended requests move to the new address. Who waits for a seat or a
            payment cannot be moved.
          </p>
          <Field label="New e-mail" type="email" value={email} onChange={setEmail} autoFocus />
          <FormError error={rename.error} />
          <DialogFoot onCancel={onClose}>
            <button type="submit" className="button primary" disabled={rename.isPending || email === student.email}>
              Change the address
            </button>
          </DialogFoot>
        </form>
      ) : (
        <RevealFirst />
      )}
    </Dialog>
  )
}
