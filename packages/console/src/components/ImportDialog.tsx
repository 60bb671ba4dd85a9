import { useMutation, useQueryClient } from '@tanstack/react-query'
import { at, type ColumnRole, type StudentImport, type StudentImportCheck } from 'intake'
import { useState } from 'react'
import { checkImport, type ImportSettings, importStudents } from '../api/students.ts'
import { capital } from '../model/batch.ts'
import { formatCount, plural } from '../model/format.ts'
import { ColumnChoices, UnreadColumns } from './ColumnChoices.tsx'
import { Dialog, DialogFoot } from './Dialog.tsx'
import { FileDrop } from './FileDrop.tsx'
import { FormError } from './FormError.tsx'

/** Problems beyond these are not listed: the first say what to correct. */
const LISTED = 50
/** What a record is read from: it has no course. */
const ROLES: readonly ColumnRole[] = ['name', 'firstName', 'lastName', 'email', 'payment']

/** Adds the students of a spreadsheet: all of them, or none. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [file, setFile] = useState<File | undefined>()
  const [settings, setSettings] = useState<ImportSettings>({ replace: false })
  const queryClient = useQueryClient()
  const [found, setFound] = useState<StudentImportCheck | undefined>()
  const check = useMutation({
    mutationFn: (next: [File, ImportSettings]) => checkImport(...next),
    onSuccess: setFound,
    onError: () => setFound(undefined),
  })
  const add = useMutation({
    mutationFn: (next: [File, ImportSettings]) => importStudents(...next),
    onSuccess: async () => {
      setFound(undefined)
      await queryClient.invalidateQueries({ queryKey: ['students'] })
    },
  })
  /** Another file, or the same read in another way: what it would do is asked for first. */
  const look = (at: File | undefined, next: ImportSettings) => {
    setFile(at)
    setSettings(next)
    add.reset()
    if (at !== undefined) check.mutate([at, next])
  }
  const students = found === undefined ? 0 : found.added + found.replaced
  const ready = found !== undefined && found.fault === undefined && found.problems.length === 0 && students > 0
  return (
    <Dialog title="Import students" onClose={onClose}>
      <div className="form">
        <FileDrop
          label={check.isPending ? 'Checking the file…' : 'Drop a spreadsheet here, or choose one'}
          hint="A CSV file with a row of headings: name, e-mail, paid. All rows are added, or none."
          disabled={check.isPending || add.isPending}
          onFile={(chosen) => look(chosen, { replace: settings.replace })}
        />
        <label className="checkbox">
          <input
            type="checkbox"
            checked={settings.replace}
            onChange={(event) => look(file, { ...settings, replace: event.target.checked })}
          />{' '}
          Overwrite the records of students who are there already
        </label>
        {found !== undefined && found.headings.length > 0 && (
          <fieldset className="request-fields columns">
            <legend>How {file?.name} is read</legend>
            <ColumnChoices
              headings={found.headings}
              columns={settings.columns ?? found.columns}
              roles={ROLES}
              onChange={(columns) => look(file, { ...settings, columns })}
            />
          </fieldset>
        )}
        {found !== undefined && <UnreadColumns headings={found.headings} columns={found.columns} />}
        <div role="status">
          {found !== undefined && <Expected check={found} />}
          {add.data !== undefined && <Outcome outcome={add.data} />}
        </div>
        <FormError error={check.error ?? add.error} />
        <DialogFoot>
          <button type="button" className="button" onClick={onClose}>
            Close
          </button>
          {ready && file !== undefined && (
            <button
              type="button"
              className="button primary"
              disabled={check.isPending || add.isPending}
              onClick={() => add.mutate([file, settings])}
            >
              {add.isPending ? 'Importing…' : `Import ${plural(students, 'student')}`}
            </button>
          )}
        </DialogFoot>
      </div>
    </Dialog>
  )
}

function Expected({ check }: { check: StudentImportCheck }) {
  if (check.fault !== undefined) return <p className="tone-bad">{check.fault} Nothing was added.</p>
  if (check.problems.length > 0) return <Problems problems={check.problems} />
  return (
    <p>
      {plural(check.added, 'student')} to add, {formatCount(check.replaced)} to overwrite,{' '}
      {formatCount(check.unchanged)} there already.
    </p>
  )
}

function Outcome({ outcome: { added, replaced, unchanged, problems } }: { outcome: StudentImport }) {
  // Somebody else may have changed a record since the check.
  if (problems.length > 0) return <Problems problems={problems} />
  return (
    <p>
      {plural(added, 'student')} added, {formatCount(replaced)} overwritten, {formatCount(unchanged)} there already.
    </p>
  )
}

function Problems({ problems }: Pick<StudentImport, 'problems'>) {
  return (
    <>
      <p className="tone-bad">
        {problems.length === 1 ? '1 row is' : `${formatCount(problems.length)} rows are`} wrong, and nothing was added.
        Correct the file, and choose it again.
      </p>
      <ul className="counts">
        {problems.slice(0, LISTED).map((problem) => (
          <li key={problem.line}>
            {capital(at(problem))}: {problem.message}
          </li>
        ))}
        {problems.length > LISTED && <li>… and so on</li>}
      </ul>
    </>
  )
}
