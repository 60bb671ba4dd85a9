import type { BatchSettings, BatchState, ColumnRole } from 'intake'
import { useId, useState } from 'react'
import { changeBatch } from '../api/batches.ts'
import { useBatchAct } from '../hooks/use-batch.ts'
import { useCourses } from '../hooks/use-table.ts'
import { ROLES } from '../model/batch.ts'
import { FormError } from './FormError.tsx'

/** Which column is read as what, and what holds for all rows. Each change checks the file again. */
export function BatchColumns({ batch }: { batch: BatchState }) {
  const { id, headings } = batch
  const [settings, setSettings] = useState(() => settingsOf(batch))
  const { columns = {}, course, withRecords } = settings
  const change = useBatchAct((next: BatchSettings) => changeBatch(id, next))
  const apply = (next: BatchSettings) => {
    setSettings(next)
    change.mutate(next, { onError: () => setSettings(settingsOf(batch)) })
  }
  const set = (next: Partial<BatchSettings>) => apply({ ...settings, ...next })
  const setColumn = (role: ColumnRole, index: string) => {
    const { [role]: _, ...others } = columns
    set({ columns: index === '' ? others : { ...others, [role]: Number(index) } })
  }
  const read = new Set(Object.values(columns))
  const unread = headings.filter((heading, index) => !read.has(index) && heading.trim() !== '')
  return (
    <section aria-labelledby={`${id}-columns`} className="card form">
      <h2 id={`${id}-columns`}>How the file is read</h2>
      <fieldset className="request-fields columns">
        <legend className="sr-only">Columns</legend>
        {headings.length > 0 &&
          ROLES.map(({ role, label }) => (
            <Choice
              key={role}
              label={label}
              value={String(columns[role] ?? '')}
              onChange={(index) => setColumn(role, index)}
              options={headings.map((heading, index) => [String(index), heading.trim() || `Column ${index + 1}`])}
              none="Not in the file"
            />
          ))}
        <CourseChoice
          value={course ?? ''}
          onChange={(chosen) => {
            const { course: _, ...others } = settings
            apply(chosen === '' ? others : { ...others, course: chosen })
          }}
        />
        <label className="checkbox">
          <input
            type="checkbox"
            checked={withRecords}
            onChange={(event) => set({ withRecords: event.target.checked })}
          />{' '}
          Add students who have no record yet
        </label>
      </fieldset>
      {unread.length > 0 && (
        <p className="faint wraps">Not read: {unread.map((heading) => heading.trim()).join(', ')}</p>
      )}
      <FormError error={change.error} />
    </section>
  )
}

function settingsOf({ columns = {}, course, withRecords }: BatchState): BatchSettings {
  return { columns, withRecords, ...(course !== undefined && { course }) }
}

function CourseChoice({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const courses = useCourses().data ?? []
  return (
    <Choice
      label="Course of rows that name none"
      value={value}
      onChange={onChange}
      options={courses.map(({ id, title }) => [id, title])}
      none="None"
    />
  )
}

interface ChoiceProps {
  label: string
  value: string
  onChange: (value: string) => void
  options: readonly (readonly [value: string, text: string])[]
  /** What stands for no choice. */
  none: string
}

function Choice({ label, value, onChange, options, none }: ChoiceProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{none}</option>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
