import { useInfiniteQuery } from '@tanstack/react-query'
import type { StudentRecord } from 'records'
import { listRecords } from '../api/enrollments.ts'
import type { Page } from '../api/step-functions.ts'
import { Icon } from '../components/Icon.tsx'
import { ErrorNotice, Notice, Skeleton } from '../components/Notice.tsx'
import { useConsole, useTableName } from '../hooks/use-console.ts'
import { plural } from '../model/format.ts'
import { maskEmail, maskName } from '../model/mask.ts'

/** The student records that requests are compared with. */
export function RecordsPage() {
  const { machine, revealed } = useConsole()
  const table = useTableName()
  const records = useInfiniteQuery({
    queryKey: ['records', machine.arn],
    queryFn: async ({ pageParam, signal }): Promise<Page<StudentRecord>> => {
      const tableName = await table()
      return tableName === undefined
        ? { items: [] }
        : listRecords({ tableName, ...(pageParam && { from: pageParam }) }, signal)
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const all = records.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <div className="page-head">
        <h1>Records</h1>
        {all.length > 0 && (
          <span className="faint">
            {plural(all.length, 'student')}
            {records.hasNextPage ? ' so far' : ''}
          </span>
        )}
      </div>
      {records.isPending && <Skeleton lines={6} label="Loading records" />}
      {records.isError && <ErrorNotice error={records.error} retry={records.refetch} />}
      {records.isSuccess && all.length === 0 && (
        <Notice title="No student records yet" icon="plus">
          Add one with: pnpm enroll records add --name Maria --email maria@example.com --payment Done
        </Notice>
      )}
      {all.length > 0 && (
        <table className="table records">
          <caption className="sr-only">Student records</caption>
          <thead>
            <tr>
              <th scope="col">Student</th>
              <th scope="col">E-mail</th>
              <th scope="col">Payment</th>
            </tr>
          </thead>
          <tbody>
            {all.map(({ name, email, payment }) => (
              <tr key={email}>
                <td>{revealed ? name : maskName(name)}</td>
                <td>{revealed ? email : maskEmail(email)}</td>
                <td>
                  <span className={payment === 'Done' ? 'chip tone-good' : 'chip tone-warn'}>{payment}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {records.hasNextPage && (
        <div className="pager">
          <button
            type="button"
            className="button"
            disabled={records.isFetchingNextPage}
            onClick={() => records.fetchNextPage()}
          >
            <Icon name="plus" /> Show more
          </button>
        </div>
      )}
    </>
  )
}
