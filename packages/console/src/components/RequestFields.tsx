import { useId } from 'react'
import { fieldsOf, missingIn, type RequestCheck, withField } from '../model/request.ts'
import { CourseField } from './CourseField.tsx'
import { Field } from './Field.tsx'

interface RequestFieldsProps {
  check: RequestCheck
  names: readonly string[]
  onChange: (input: string) => void
  /** Whether to say which fields are missing. */
  complain: boolean
}

/** The request as a form, for as long as it is one that a form can show. */
export function RequestFields({ check, names, onChange, complain }: RequestFieldsProps) {
  const value = check.ok ? check.value : undefined
  const fields = fieldsOf(value, [...names, 'RequestedBy'])
  const missing = complain ? missingIn(fields, names) : []
  const set = (field: string) => (text: string) => onChange(withField(value, field, text))
  const shared = (field: string) => ({
    value: fields?.[field] ?? '',
    onChange: set(field),
    problem: missing.includes(field) ? (PROBLEMS[field] ?? `${field} is missing.`) : undefined,
  })
  return (
    <fieldset className="request-fields" disabled={fields === undefined}>
      <legend className="sr-only">Request</legend>
      {names.map((field, index) => {
        if (field === 'Payment') return <PaymentField key={field} {...shared(field)} />
        if (field === 'Course') return <CourseField key={field} {...shared(field)} />
        return (
          <Field
            key={field}
            label={LABELS[field] ?? field}
            type={field === 'Email' ? 'email' : 'text'}
            autoFocus={index === 0}
            {...shared(field)}
          />
        )
      })}
      <Field
        label="Requested by"
        hint="Who asks for it: you. Optional."
        maxLength={100}
        value={fields?.RequestedBy ?? ''}
        onChange={set('RequestedBy')}
      />
    </fieldset>
  )
}

const LABELS: Readonly<Record<string, string>> = { Email: 'E-mail' }
const PROBLEMS: Readonly<Record<string, string>> = {
  Name: 'Enter the name of the student.',
  Email: 'Enter the e-mail address of the student.',
  Payment: 'Choose whether the course is paid.',
  Course: 'Choose a course.',
}

interface PaymentFieldProps {
  value: string
  onChange: (payment: string) => void
  problem?: string | undefined
}

export function PaymentField({ value, onChange, problem }: PaymentFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>Payment</label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem`}
      >
        <option value="">Choose</option>
        <option value="Done">Done: it is paid</option>
        <option value="Pending">Pending: not paid yet</option>
        {!['', 'Done', 'Pending'].includes(value) && <option value={value}>{value}</option>}
      </select>
      <span id={`${id}-problem`} className="check tone-bad">
        {problem}
      </span>
    </div>
  )
}
