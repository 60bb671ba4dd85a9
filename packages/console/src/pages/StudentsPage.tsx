import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { StudentRecord } from 'records'
import { listStudents } from '../api/students.ts'
import { Icon } from '../components/Icon.tsx'
import { ErrorNotice, Notice, Skeleton } from '../components/Notice.tsx'
import { Pager, usePages } from '../components/Pager.tsx'
import { Payment } from '../components/Payment.tsx'
import { SearchBox } from '../components/SearchBox.tsx'
import { StudentDialog } from '../components/StudentDialog.tsx'
import { StudentLink } from '../components/StudentLink.tsx'
import { useConsole, useTableName } from '../hooks/use-console.ts'
import { useSearchText } from '../hooks/use-search-text.ts'
import { useTitle } from '../hooks/use-title.ts'
import { plural } from '../model/format.ts'

const PAGE_SIZE = 50

/** The student records that requests are compared with. */
export function StudentsPage() {
  const { settings } = useConsole()
  const [search, setSearch] = useSearchText()
  const [adding, setAdding] = useState(false)
  const students = useAllStudents()
  useTitle('Students')
  const wanted = search.trim().toLowerCase()
  const found = students.all.filter(({ name, email }) => `${name}\n${email}`.toLowerCase().includes(wanted))
  return (
    <>
      <div className="page-head">
        <h1>Students</h1>
        {!settings.readOnly && (
          <button type="button" className="button primary" onClick={() => setAdding(true)}>
            <Icon name="plus" /> Add a student
          </button>
        )}
      </div>
      <div className="toolbar">
        <SearchBox label="Search by a part of the name or address" value={search} onChange={setSearch} />
        <span className="faint toolbar-text" role="status">
          {plural(students.all.length, 'student')}
          {students.complete ? '' : ' so far'}
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
      {adding && <StudentDialog onClose={() => setAdding(false)} />}
    </>
  )
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
