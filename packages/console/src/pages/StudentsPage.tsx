import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { StudentRecord } from 'records'
import { listStudents } from '../api/students.ts'
import { Icon } from '../components/Icon.tsx'
import { ImportDialog } from '../components/ImportDialog.tsx'
import { ErrorNotice, Notice, Skeleton } from '../components/Notice.tsx'
import { Pager, usePages } from '../components/Pager.tsx'
import { Payment } from '../components/Payment.tsx'
import { SearchBox } from '../components/SearchBox.tsx'
import { StudentDialog } from '../components/StudentDialog.tsx'
import { StudentLink } from '../components/StudentLink.tsx'
import { useConsole, useTableName } from '../hooks/use-console.ts'
import { useSearchText } from '../hooks/use-search-text.ts'
import { useTitle } from '../hooks/use-title.ts'
import { formatCount, plural } from '../model/format.ts'

const PAGE_SIZE = 50

/** The student records that requests are compared with. */
export function StudentsPage() {
  const { settings } = useConsole()
  const [search, setSearch] = useSearchText()
  const [open, setOpen] = useState<'add' | 'import' | undefined>()
  const students = useAllStudents()
  useTitle('Students')
  const wanted = search.trim().toLowerCase()
  const found = students.all.filter(({ name, email }) => `${name}\n${email}`.toLowerCase().includes(wanted))
  return (
    <>
      <div className="page-head">
        <h1>Students</h1>
        {!settings.readOnly && (
          <div className="actions">
            {settings.administration && (
              <button type="button" className="button" onClick={() => setOpen('import')}>
                Import
              </button>
            )}
            <button type="button" className="button primary" onClick={() => setOpen('add')}>
              <Icon name="plus" /> Add a student
            </button>
          </div>
        )}
      </div>
      <div className="toolbar">
        <SearchBox label="Search by a part of the name or address" value={search} onChange={setSearch} />
        <span className="faint toolbar-text" role="status">
          {leftOut({ ...students, found: found.length, searched: wanted !== '' })}
        </span>
      </div>
      {students.error !== null && <ErrorNotice error={students.error} retry={students.retry} />}
      {found.length > 0 ? (
        <StudentTable key={wanted} students={found} />
      ) : students.complete ? (
        <Notice title={wanted === '' ? 'No students yet' : 'No matches'} icon={wanted === '' ? 'plus' : 'search'}>
          {wanted === ''
            ? 'A request is compared with the record of its student: add the first one.'
            : 'No name and no address has this part.'}
        </Notice>
      ) : (
        students.error === null && <Skeleton lines={6} label="Loading students" />
      )}
      {open === 'add' && <StudentDialog onClose={() => setOpen(undefined)} />}
      {open === 'import' && <ImportDialog onClose={() => setOpen(undefined)} />}
    </>
  )
}

/** What a search has looked at, and what it has not. */
function leftOut(students: {
  all: readonly unknown[]
  found: number
  searched: boolean
  complete: boolean
  error: unknown
}) {
  const { all, found, searched, complete, error } = students
  const read = plural(all.length, 'student')
  const rest = complete ? '' : error === null ? '; the others are being read' : '; the others could not be read'
  if (!searched) return `${read}${rest}`
  return `${formatCount(found)} of ${complete ? read : `the ${read} read so far`} ${found === 1 ? 'matches' : 'match'}${rest}`
}

/** All records, page after page: no index knows a part of a name. */
function useAllStudents() {
  const { machine } = useConsole()
  const table = useTableName()
  const students = useInfiniteQuery({
    queryKey: ['students', machine.arn],
    queryFn: async ({ pageParam, signal }) =>
      listStudents({ tableName: await table(), ...(pageParam && { from: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    staleTime: 10_000,
  })
  const { hasNextPage, isFetching, fetchNextPage, isError } = students
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) fetchNextPage()
  }, [hasNextPage, isFetching, isError, fetchNextPage])
  return {
    all: students.data?.pages.flatMap(({ items }) => items) ?? [],
    complete: students.isSuccess && !hasNextPage,
    error: students.error,
    retry: students.refetch,
  }
}

function StudentTable({ students }: { students: readonly StudentRecord[] }) {
  const { items, pager } = usePages(students, PAGE_SIZE)
  return (
    <>
      <table className="table rows">
        <caption className="sr-only">Students</caption>
        <thead>
          <tr>
            <th scope="col">Student</th>
            <th scope="col">Payment</th>
          </tr>
        </thead>
        <tbody>
          {items.map((student) => (
            <tr key={student.email}>
              <td>
                <StudentLink person={student} />
              </td>
              <td className="cell-end">
                <Payment payment={student.payment} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager {...pager} />
    </>
  )
}
