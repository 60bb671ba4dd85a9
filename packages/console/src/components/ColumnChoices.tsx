import type { ColumnRole, Columns } from 'intake'
import { ROLES } from '../model/batch.ts'
import { Choice } from './Choice.tsx'

interface ColumnsProps {
  headings: readonly string[]
  columns: Columns
  /** What is read from the file. */
  roles?: readonly ColumnRole[]
  onChange: (columns: Columns) => void
}

/** Which column of a spreadsheet is read as what. */
export function ColumnChoices({ headings, columns, roles = ROLES.map(({ role }) => role), onChange }: ColumnsProps) {
  const set = (role: ColumnRole, index: string) => {
    const { [role]: _, ...others } = columns
    onChange(index === '' ? others : { ...others, [role]: Number(index) })
  }
  if (headings.length === 0) return null
  return ROLES.filter(({ role }) => roles.includes(role)).map(({ role, label }) => (
    <Choice
      key={role}
      label={label}
      value={String(columns[role] ?? '')}
      onChange={(index) => set(role, index)}
      options={headings.map((heading, index) => [String(index), heading.trim() || `Column ${index + 1}`])}
      none="Not in the file"
    />
  ))
}

/** The columns that nothing is read from. */
export function UnreadColumns({ headings, columns }: Pick<ColumnsProps, 'headings' | 'columns'>) {
  const read = new Set(Object.values(columns))
  const unread = headings.filter((heading, index) => !read.has(index) && heading.trim() !== '')
  if (unread.length === 0) return null
  return <p className="faint wraps">Not read: {unread.map((heading) => heading.trim()).join(', ')}</p>
}
