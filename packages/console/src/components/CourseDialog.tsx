import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Course } from 'records'
import { errorText } from '../api/call.ts'
import { addCourse, changeCourse } from '../api/courses.ts'
import { startExecution } from '../api/step-functions.ts'
import { useActMachine, useTableName } from '../hooks/use-console.ts'
import { type CourseForm, courseFormOf, courseProblems, EMPTY_COURSE, settingsIn } from '../model/course-form.ts'
import { plural } from '../model/format.ts'
import { StartedExecution } from './ActDialog.tsx'
import { Dialog, DialogFoot } from './Dialog.tsx'
import { Field } from './Field.tsx'
import { Icon } from './Icon.tsx'

interface CourseDialogProps {
  /** The course that is edited; a new one where there is none. */
  course?: Course
  onClose: () => void
}

export function CourseDialog({ course, onClose }: CourseDialogProps) {
  const table = useTableName()
  const queryClient = useQueryClient()
  const promotion = useActMachine('waitlist-promotion')
  const [before] = useState(course)
  const [form, setForm] = useState(before === undefined ? EMPTY_COURSE : courseFormOf(before))
  const [complain, setComplain] = useState(false)
  const problems = courseProblems(form, before)
  const save = useMutation({
    mutationFn: async (): Promise<string | undefined> => {
      const [tableName, settings] = [await table(), settingsIn(form, before)]
      if (before === undefined) await addCourse(tableName, { id: form.id, ...settings })
      else await changeCourse(tableName, before, settings)
      // Seats that become free are given to those who wait.
      const raised = before !== undefined && before.waiting > 0 && settings.seats > before.seats
      if (!raised || promotion === undefined) return undefined
      return startExecution({ stateMachineArn: promotion.arn, input: JSON.stringify({ Course: form.id }) })
    },
    onSuccess: async (started) => {
      await queryClient.invalidateQueries({ queryKey: ['courses'] })
      if (started === undefined) onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setComplain(true)
    if (Object.keys(problems).length === 0 && !save.isPending) save.mutate()
  }
  const shared = (name: keyof CourseForm) => ({
    value: form[name],
    onChange: (text: string) => setForm({ ...form, [name]: text }),
    problem: complain ? problems[name] : undefined,
  })
  const title = before === undefined ? 'Add a course' : `Edit ${before.title}`
  if (save.data !== undefined) {
    return (
      <Dialog title="Saved" onClose={onClose}>
        <div className="form">
          <p>There are more seats now. Those who wait are called in their order:</p>
          <StartedExecution arn={save.data} />
          <DialogFoot>
            <button type="button" className="button primary" onClick={onClose}>
              Close
            </button>
          </DialogFoot>
        </div>
      </Dialog>
    )
  }
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
        {save.isError && (
          <p role="alert" className="check tone-bad">
            <Icon name="cross" size={14} /> {errorText(save.error)}
          </p>
        )}
        <DialogFoot>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={save.isPending}>
            {before === undefined ? 'Add' : 'Save'}
          </button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone
