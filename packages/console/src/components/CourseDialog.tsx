import { type FormEvent, useState } from 'react'
import type { Course } from 'records'
import { useSaveCourse } from '../hooks/use-save-course.ts'
import { type CourseForm, courseFormOf, courseProblems, EMPTY_COURSE, settingsIn } from '../model/course-form.ts'
import { plural } from '../model/format.ts'
import { Dialog, DialogFoot } from './Dialog.tsx'
import { Field } from './Field.tsx'
import { FormError } from './FormError.tsx'
import { PromotionStarted } from './PromotionStarted.tsx'

interface CourseDialogProps {
  /** The course that is edited; a new one where there is none. */
  course?: Course
  onClose: () => void
}

export function CourseDialog({ course, onClose }: CourseDialogProps) {
  const [before] = useState(course)
  const [form, setForm] = useState(before === undefined ? EMPTY_COURSE : courseFormOf(before))
  const [complain, setComplain] = useState(false)
  const problems = courseProblems(form, before)
  const save = useSaveCourse(before, onClose)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setComplain(true)
    if (Object.keys(problems).length === 0 && !save.isPending) {
      save.mutate({ id: form.id, settings: settingsIn(form, before) })
    }
  }
  const shared = (name: keyof CourseForm) => ({
    value: form[name],
    onChange: (text: string) => setForm({ ...form, [name]: text }),
    problem: complain ? problems[name] : undefined,
  })
  const title = before === undefined ? 'Add a course' : `Edit ${before.title}`
  if (save.data !== undefined) return <PromotionStarted arn={save.data} onClose={onClose} />
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <div className="request-fields">
          <Field label="Title" autoFocus {...shared('title')} />
          {before === undefined && (
            <Field label="Id" hint="Short, and never changed: maths-1" maxLength={64} {...shared('id')} />
          )}
          <Field
            label="Seats"
            inputMode="numeric"
            hint={before === undefined ? undefined : `${plural(before.seatsTaken, 'seat')} taken`}
            {...shared('seats')}
          />
          <Field
            label="Waitlist"
            inputMode="numeric"
            hint="How many may wait when it is full. Empty: nobody."
            {...shared('waitlist')}
          />
          <Field
            label="Payment period, in hours"
            inputMode="decimal"
            hint="How long a seat is held for a payment on its way. Empty: such requests are cancelled."
            {...shared('paymentHours')}
          />
        </div>
        <div className="request-fields">
          <Field label="Opens" type="datetime-local" hint="Empty: at once" {...shared('opensAt')} />
          <Field label="Closes" type="datetime-local" hint="Empty: never" {...shared('closesAt')} />
        </div>
        <p className="faint">Times are in the zone of this machine, {ZONE}.</p>
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

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone
