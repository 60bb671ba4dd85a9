import { useMutation, useQueryClient } from '@tanstack/react-query'
import { at, type StudentImport } from 'intake'
import { useState } from 'react'
import { importStudents } from '../api/students.ts'
import { capital } from '../model/batch.ts'
import { formatCount, plural } from '../model/format.ts'
import { Dialog, DialogFoot } from './Dialog.tsx'
import { FileDrop } from './FileDrop.tsx'
import { FormError } from './FormError.tsx'

/** Problems beyond these are not listed: the first say what to correct. */
const LISTED = 50

/** Adds the students of a spreadsheet: all of them, or none. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [replace, setReplace] = useState(false)
  const queryClient = useQueryClient()
  const add = useMutation({
    mutationFn: (file: File) => importStudents(file, replace),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['students'] }),
  })
  return (
    <Dialog title="Import students" onClose={onClose}>
      <div className="form">
        <FileDrop
          label={add.isPending ? 'Importing…' : 'Drop a spreadsheet here, or choose one'}
          hint="A CSV file with a row of headings: name, e-mail, paid. All rows are added, or none."
          disabled={add.isPending}
          onFile={(file) => add.mutate(file)}
        />
        <label className="checkbox">
          <input type="checkbox" checked={replace} onChange={(event) => setReplace(event.target.checked)} /> Overwrite
          the records of students who are there already
        </label>
        <div role="status">{add.data !== undefined && <Outcome outcome={add.data} />}</div>
        <FormError error={add.error} />
        <DialogFoot>
          <button type="button" className="button" onClick={onClose}>
            Close
          </button>
        </DialogFoot>
      </div>
    </Dialog>
  )
}

function Outcome({ outcome: { added, replaced, unchanged, problems } }: { outcome: StudentImport }) {
  if (problems.length === 0) {
    return (
      <p>
        {plural(added, 'student')} added, {formatCount(replaced)} overwritten, {formatCount(unchanged)} there already.
      </p>
    )
  }
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
