import { fieldsOf, REQUEST_FIELDS, type RequestCheck, type RequestField, withField } from '../model/request.ts'

const HINTS: Record<RequestField, string> = {
  Name: '',
  Email: '',
  Payment: 'Done or Pending',
  Course: 'the default course',
}

/** The same request as a form, for as long as it is one that a form can show. */
export function RequestFields({ check, onChange }: { check: RequestCheck; onChange: (input: string) => void }) {
  const value = check.ok ? check.value : undefined
  const fields = fieldsOf(value)
  return (
    <fieldset className="request-fields" disabled={fields === undefined}>
      <legend className="sr-only">Request</legend>
      {REQUEST_FIELDS.map((field) => (
        <label key={field} className="field">
          <span>{field}</span>
          <input
            value={fields?.[field] ?? ''}
            placeholder={HINTS[field]}
            onChange={(event) => onChange(withField(value, field, event.target.value))}
            autoComplete="off"
            list={field === 'Payment' ? 'payments' : undefined}
          />
        </label>
      ))}
      <datalist id="payments">
        <option value="Done" />
        <option value="Pending" />
      </datalist>
    </fieldset>
  )
}
