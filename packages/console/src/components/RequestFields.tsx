import { useRequestFields } from '../hooks/use-console.ts'
import { fieldsOf, type RequestCheck, withField } from '../model/request.ts'
import { Field } from './Field.tsx'

const HINTS: Readonly<Record<string, string>> = {
  Payment: 'Done or Pending',
  Course: 'the default course',
}

/** The same request as a form, for as long as it is one that a form can show. */
export function RequestFields({ check, onChange }: { check: RequestCheck; onChange: (input: string) => void }) {
  const value = check.ok ? check.value : undefined
  const names = useRequestFields()
  const fields = fieldsOf(value, names)
  return (
    <fieldset className="request-fields" disabled={fields === undefined}>
      <legend className="sr-only">Request</legend>
      {names.map((field, index) => (
        <Field
          key={field}
          label={field}
          value={fields?.[field] ?? ''}
          placeholder={HINTS[field]}
          onChange={(text) => onChange(withField(value, field, text))}
          autoFocus={index === 0}
          list={field === 'Payment' ? 'payments' : undefined}
        />
      ))}
      <datalist id="payments">
        <option value="Done" />
        <option value="Pending" />
      </datalist>
    </fieldset>
  )
}
