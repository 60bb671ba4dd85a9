import type { BatchSettings, BatchState } from 'intake'
import { useState } from 'react'
import { changeBatch } from '../api/batches.ts'
import { useBatchAct } from '../hooks/use-batch.ts'
import { useCourses } from '../hooks/use-table.ts'
import { Choice } from './Choice.tsx'
import { ColumnChoices, UnreadColumns } from './ColumnChoices.tsx'
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
  return (
    <section aria-labelledby={`${id}-columns`} className="card form">
      <h2 id={`${id}-columns`}>How the file is read</h2>
      <fieldset className="request-fields columns">
        <legend className="sr-only">Columns</legend>
        <ColumnChoices headings={headings} columns={columns} onChange={(chosen) => set({ columns: chosen })} />
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
      <UnreadColumns headings={headings} columns={columns} />
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
