import { useQueries, useQuery } from '@tanstack/react-query'
import { listCourses } from '../api/courses.ts'
import { type Entry, entriesOfCourse, entriesOfStudent } from '../api/entries.ts'
import { readStudent } from '../api/students.ts'
import { useConsole, useTableName } from './use-console.ts'

const POLL_MS = 5000
/** A course with many requests is read again less often. */
const MANY = 1000
const POLL_MANY_MS = 30_000

export function useCourses() {
  const { machine } = useConsole()
  const table = useTableName()
  return useQuery({
    queryKey: ['courses', machine.arn],
    queryFn: async ({ signal }) => listCourses(await table(), signal),
    refetchInterval: POLL_MS,
  })
}

/** All that the table knows of the requests for some courses. */
export function useEntries(courses: readonly (string | undefined)[]) {
  const { machine } = useConsole()
  const table = useTableName()
  return useQueries({
    queries: courses.map((course) => ({
      queryKey: ['entries', machine.arn, course],
      queryFn: async ({ signal }: { signal: AbortSignal }) => entriesOfCourse(await table(), course, signal),
      refetchInterval: ({ state }: { state: { data?: Entry[] | undefined } }) =>
        (state.data?.length ?? 0) > MANY ? POLL_MANY_MS : POLL_MS,
    })),
    combine: (results) => ({
      data: results.flatMap(({ data = [] }) => data),
      pending: results.some(({ isPending }) => isPending),
      error: results.find(({ error }) => error !== null)?.error ?? null,
    }),
  })
}

/** A student's record, and every request with that address. */
export function useStudent(email: string) {
  const { machine } = useConsole()
  const table = useTableName()
  return useQuery({
    queryKey: ['student', machine.arn, email],
    queryFn: async ({ signal }) => {
      const tableName = await table()
      const [record, entries] = await Promise.all([
        readStudent(tableName, email, signal),
        entriesOfStudent(tableName, email, signal),
      ])
      return { record, entries }
    },
    refetchInterval: POLL_MS,
  })
}
