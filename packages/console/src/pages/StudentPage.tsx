import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, Navigate, useLocation, useNavigate } from 'react-router'
import type { StudentRecord } from 'records'
import type { Entry } from '../api/entries.ts'
import { removeStudent } from '../api/students.ts'
import { Dialog, DialogFoot } from '../components/Dialog.tsx'
import { ExecutionLink } from '../components/ExecutionLink.tsx'
import { FormError } from '../components/FormError.tsx'
import { Icon } from '../components/Icon.tsx'
import { NewEnrollment } from '../components/NewEnrollment.tsx'
import { ErrorNotice, Notice, Skeleton } from '../components/Notice.tsx'
import { Payment } from '../components/Payment.tsx'
import { usePersonText } from '../components/Person.tsx'
import { RenameDialog } from '../components/RenameDialog.tsx'
import { EntryStatus, Who } from '../components/Roster.tsx'
import { PaymentReceived, type SeatAct, SeatActDialog, SeatActs } from '../components/SeatActs.tsx'
import { StudentDialog } from '../components/StudentDialog.tsx'
import { useConsole, useTableName } from '../hooks/use-console.ts'
import { useRequestedBy } from '../hooks/use-requested-by.ts'
import { useStudent } from '../hooks/use-table.ts'
import { useTitle } from '../hooks/use-title.ts'
import { formatWhen } from '../model/format.ts'
import { maskEmail, maskName } from '../model/mask.ts'
import { paths } from '../model/paths.ts'

/** All that is known of one student. Which one stands in the history of the tab, not in the address. */
export function StudentPage() {
  const email: unknown = (useLocation().state as { email?: unknown } | null)?.email
  useTitle('Student')
  if (typeof email !== 'string') return <Navigate to={paths.students} replace />
  return <Student key={email} email={email} />
}

function Student({ email }: { email: string }) {
  const { revealed } = useConsole()
  const student = useStudent(email)
  const [act, setAct] = useState<SeatAct | undefined>()
  if (student.isPending) return <Skeleton lines={8} label="Loading the student" />
  if (student.data === undefined) return <ErrorNotice error={student.error} retry={student.refetch} />
  const { record, entries } = student.data
  const name = record?.name ?? entries.find((entry) => entry.name !== undefined)?.name
  const shown = revealed ? email : maskEmail(email)
  return (
    <>
      <nav className="crumbs" aria-label="Breadcrumb">
        <Link to={paths.students}>Students</Link>
        <Icon name="chevron" size={12} />
        <span>{shown}</span>
      </nav>
      <div className="page-head">
        <h1>{name === undefined ? shown : revealed ? name : maskName(name)}</h1>
        <div className="actions">
          {record !== undefined && <StudentActs record={record} entries={entries} onAct={setAct} />}
        </div>
      </div>
      <dl className="facts">
        <div className="fact">
          <dt>E-mail</dt>
          <dd className="wraps">{shown}</dd>
        </div>
        <div className="fact">
          <dt>Payment</dt>
          <dd>{record === undefined ? 'No record: requests are cancelled' : <Payment payment={record.payment} />}</dd>
        </div>
      </dl>
      <h2 className="section-title">Requests and enrollments</h2>
      {entries.length === 0 ? (
        <Notice title="Nothing yet">No request with this address has been decided on.</Notice>
      ) : (
        <Story entries={entries} onAct={setAct} />
      )}
      {act !== undefined && <SeatActDialog act={act} onClose={() => setAct(undefined)} />}
    </>
  )
}

interface StoryProps {
  entries: readonly Entry[]
  onAct: (act: SeatAct) => void
}

function Story({ entries, onAct }: StoryProps) {
  return (
    <table className="table rows">
      <caption className="sr-only">Requests and enrollments of this student</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Requested</th>
          <th scope="col">Ended</th>
          <th scope="col">By</th>
          <th scope="col">Execution</th>
          <th scope="col">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={`${entry.kind} ${entry.execution}`}>
            <td className="cell-wide cell-answer">
              <EntryStatus entry={entry} withCourse />
            </td>
            <td className="cell-when">{formatWhen(Date.parse(entry.startedAt))}</td>
            <td className="cell-when">
              {entry.kind === 'ended' ? formatWhen(Date.parse(entry.endedAt)) : <span className="faint absent">–</span>}
            </td>
            <td className="cell-who">
              <Who entry={entry} />
            </td>
            <td className="cell-link">
              <ExecutionLink arn={entry.execution} />
              {entry.kind === 'ended' && entry.endedBy !== '' && entry.endedBy !== entry.execution && (
                <>
                  , ended by <ExecutionLink arn={entry.endedBy} />
                </>
              )}
            </td>
            <td className="cell-acts">
              {entry.kind === 'enrollment' && (
                <SeatActs person={entry} course={entry.course} status={entry.status} onAct={onAct} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function StudentActs({ record, entries, onAct }: StoryProps & { record: StudentRecord }) {
  const { settings } = useConsole()
  const [open, setOpen] = useState<'enroll' | 'edit' | 'rename' | 'remove' | undefined>()
  const [requestedBy] = useRequestedBy()
  const close = () => setOpen(undefined)
  if (settings.readOnly) return <span className="faint">Read-only: nothing can be changed from here</span>
  const request = {
    Name: record.name,
    Email: record.email,
    Payment: record.payment,
    ...(requestedBy !== '' && { RequestedBy: requestedBy }),
  }
  return (
    <>
      <button type="button" className="button primary" onClick={() => setOpen('enroll')}>
        <Icon name="plus" /> Enroll
      </button>
      {record.payment === 'Pending' && <PaymentReceived person={record} onAct={onAct} />}
      <button type="button" className="button" onClick={() => setOpen('edit')}>
        <Icon name="edit" /> Edit
      </button>
      {settings.administration && (
        <button type="button" className="button" onClick={() => setOpen('rename')}>
          Change e-mail
        </button>
      )}
      <button type="button" className="button danger" onClick={() => setOpen('remove')}>
        Remove
      </button>
      {open === 'enroll' && <NewEnrollment onClose={close} initial={JSON.stringify(request)} />}
      {open === 'edit' && <StudentDialog student={record} onClose={close} />}
      {open === 'rename' && <RenameDialog student={record} onClose={close} />}
      {open === 'remove' && <RemoveDialog record={record} entries={entries} onClose={close} />}
    </>
  )
}

interface RemoveDialogProps {
  record: StudentRecord
  entries: readonly Entry[]
  onClose: () => void
}

/** A seat is only held for somebody whose record says so: who has one, or waits, is withdrawn first. */
function RemoveDialog({ record, entries, onClose }: RemoveDialogProps) {
  const table = useTableName()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const textOf = usePersonText()
  const courses = entries.flatMap((entry) => (entry.kind === 'enrollment' ? [entry.course] : []))
  const remove = useMutation({
    mutationFn: async () => removeStudent(await table(), record.email),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['students'] })
      navigate(paths.students, { replace: true })
    },
  })
  return (
    <Dialog title="Remove the student?" onClose={onClose} alert>
      <div className="form">
        {courses.length > 0 ? (
          <p>
            {textOf(record)} has a seat in, or waits for, {courses.join(', ')}. Withdraw the student there first.
          </p>
        ) : (
          <p>
            The record of {textOf(record)} is deleted, and cannot be restored. Requests with this address are cancelled
            from then on. What is known of former requests stays: those that never held a seat for 90 days, the others
            without an end.
          </p>
        )}
        <FormError error={remove.error} />
        <DialogFoot onCancel={onClose}>
          {courses.length === 0 && (
            <button type="button" className="button danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
              Remove
            </button>
          )}
        </DialogFoot>
      </div>
    </Dialog>
  )
}
