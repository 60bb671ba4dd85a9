import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { findEnrollments, listCourses, listEnrollments } from '../api/enrollments.ts'
import { describeExecution, type ExecutionSummary, listExecutions } from '../api/step-functions.ts'
import { executionNameOf } from '../model/arns.ts'
import { useConsole, useTableName } from './use-console.ts'

const LIST_PAGE = 1000
/** Names are looked through this far; a look into the requests themselves costs a call for each. */
const MOST_NAMES = 10_000
const MOST_REQUESTS = 300
const AT_ONCE = 6
const MOST_ENROLLMENTS = 200

/** An execution that was found; all but its ARN may have to be described. */
export type Found = Pick<ExecutionSummary, 'arn' | 'name'> & Partial<ExecutionSummary>

/** Finds executions by their name, and by the address or course of the enrollment that they wrote. */
export function useSearch(search: string) {
  const { machine } = useConsole()
  const table = useTableName()
  const queryClient = useQueryClient()
  const wanted = search.trim()
  const names = useQuery({
    queryKey: ['search-names', machine.arn, wanted],
    queryFn: ({ signal }) => findByName(machine.arn, wanted, signal),
    enabled: wanted !== '',
    staleTime: 10_000,
  })
  const enrollments = useQuery({
    queryKey: ['search-enrollments', machine.arn, wanted],
    queryFn: async ({ signal }) => {
      const tableName = await table()
      if (tableName === undefined) return []
      const courses = await queryClient.fetchQuery({
        queryKey: ['courses', machine.arn],
        queryFn: () => listCourses(tableName),
        staleTime: 30_000,
      })
      const course = courses.find(({ id }) => id.toLowerCase() === wanted.toLowerCase())
      if (course !== undefined) {
        return (await listEnrollments({ tableName, course: course.id, pageSize: MOST_ENROLLMENTS }, signal)).items
      }
      const ids = courses.map(({ id }) => id)
      return wanted.includes('@') ? findEnrollments(tableName, ids, wanted.toLowerCase(), signal) : []
    },
    enabled: wanted !== '',
    staleTime: 10_000,
  })
  const [looked, setLooked] = useState<{ wanted: string } | undefined>()
  const requests = useQuery({
    queryKey: ['search-requests', machine.arn, wanted],
    queryFn: ({ signal }) => findInRequests(machine.arn, wanted, signal),
    enabled: looked?.wanted === wanted && wanted !== '',
    staleTime: 10_000,
  })
  const found = useMemo(() => {
    const byArn = new Map<string, Found>()
    for (const { execution: arn } of enrollments.data ?? []) byArn.set(arn, { arn, name: executionNameOf(arn) })
    for (const execution of [...(requests.data ?? []), ...(names.data ?? [])]) byArn.set(execution.arn, execution)
    return [...byArn.values()]
  }, [names.data, enrollments.data, requests.data])
  return {
    found,
    pending: names.isFetching || enrollments.isFetching || requests.isFetching,
    error: names.error ?? enrollments.error ?? requests.error,
    /** Looks into the newest requests too: a cancelled one left no enrollment to find it by. */
    lookIntoRequests: requests.data === undefined ? () => setLooked({ wanted }) : undefined,
    requestsLookedInto: MOST_REQUESTS,
  }
}

async function findByName(stateMachineArn: string, wanted: string, signal: AbortSignal): Promise<Found[]> {
  const found: Found[] = []
  const needle = wanted.toLowerCase()
  let from: string | undefined
  for (let read = 0; read < MOST_NAMES; read += LIST_PAGE) {
    const page = await listExecutions({ stateMachineArn, pageSize: LIST_PAGE, ...(from && { from }) }, signal)
    found.push(...page.items.filter(({ name, arn }) => name.toLowerCase().includes(needle) || arn === wanted))
    from = page.next
    if (from === undefined) break
  }
  return found
}

async function findInRequests(stateMachineArn: string, wanted: string, signal: AbortSignal): Promise<Found[]> {
  const needle = wanted.toLowerCase()
  const { items } = await listExecutions({ stateMachineArn, pageSize: MOST_REQUESTS }, signal)
  const queue = [...items]
  const found = new Set<string>()
  const look = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { input = '' } = await describeExecution(next.arn, signal)
      if (input.toLowerCase().includes(needle)) found.add(next.arn)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, look))
  return items.filter(({ arn }) => found.has(arn))
}
