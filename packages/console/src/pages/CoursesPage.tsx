import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Course } from 'records'
import { listCourses, listEnrollments } from '../api/enrollments.ts'
import { Icon } from '../components/Icon.tsx'
import { ErrorNotice, Notice, Skeleton } from '../components/Notice.tsx'
import { useConsole, useTableName } from '../hooks/use-console.ts'
import { executionIdOf, executionNameOf } from '../model/arns.ts'
import { formatCount, formatMoment, plural } from '../model/format.ts'
import { maskEmail, maskName } from '../model/mask.ts'
import { hrefOf, type Route } from '../model/routes.ts'

const PAGE_SIZE = 100
const POLL_MS = 5000

export function CoursesPage({ route }: { route: Extract<Route, { page: 'courses' }> }) {
  const { machine } = useConsole()
  const table = useTableName()
  const courses = useQuery({
    queryKey: ['courses', machine.arn],
    queryFn: async ({ signal }) => {
      const tableName = await table()
      return tableName === undefined ? [] : listCourses(tableName, signal)
    },
    refetchInterval: POLL_MS,
  })
  return (
    <>
      <div className="page-head">
        <h1>Courses</h1>
      </div>
      {courses.isPending && <Skeleton lines={5} label="Loading courses" />}
      {courses.isError && courses.data === undefined && <ErrorNotice error={courses.error} retry={courses.refetch} />}
      {courses.data?.length === 0 && (
        <Notice title="No courses yet" icon="plus">
          Add one with: pnpm enroll courses add --id serverless-101 --seats 100
        </Notice>
      )}
      {courses.data !== undefined && courses.data.length > 0 && (
        <div className="courses">
          <ul className="course-list">
            {courses.data.map((course) => (
              <CourseCard
                key={course.id}
                course={course}
                selected={course.id === (route.course ?? courses.data[0]?.id)}
              />
            ))}
          </ul>
          <Enrolled course={courses.data.find(({ id }) => id === route.course) ?? courses.data[0]} />
        </div>
      )}
    </>
  )
}

function CourseCard({ course: { id, title, seats, seatsTaken }, selected }: { course: Course; selected: boolean }) {
  const free = seats - seatsTaken
  return (
    <li className={selected ? 'course selected' : 'course'}>
      <a href={hrefOf({ page: 'courses', course: id })} aria-current={selected ? 'true' : undefined}>
        <strong>{title}</strong>
        <span className="faint mono">{id}</span>
        <meter min={0} max={Math.max(1, seats)} value={seatsTaken} aria-label={`Seats taken in ${title}`}>
          {seatsTaken} of {seats}
        </meter>
        <span>
          {formatCount(seatsTaken)} of {plural(seats, 'seat')} taken
          {free <= 0 ? (
            <span className="chip tone-bad">full</span>
          ) : (
            <span className="faint"> · {formatCount(free)} free</span>
          )}
        </span>
      </a>
    </li>
  )
}

function Enrolled({ course }: { course: Course | undefined }) {
  const { machine, revealed } = useConsole()
  const table = useTableName()
  const id = course?.id ?? ''
  const enrolled = useInfiniteQuery({
    // The count shows when there is something new, so the list itself is not polled.
    queryKey: ['enrolled', machine.arn, id, course?.seatsTaken],
    queryFn: async ({ pageParam, signal }) => {
      const from = pageParam === '' ? {} : { from: pageParam }
      return listEnrollments({ tableName: (await table()) ?? '', course: id, pageSize: PAGE_SIZE, ...from }, signal)
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    enabled: id !== '',
  })
  if (enrolled.isError) return <ErrorNotice error={enrolled.error} retry={enrolled.refetch} />
  if (enrolled.isPending) return <Skeleton lines={6} label="Loading enrollments" />
  const all = enrolled.data.pages.flatMap(({ items }) => items)
  if (all.length === 0)
    return <Notice title="Nobody is enrolled yet">The first enrollment takes the first seat.</Notice>
  return (
    <section aria-label={`Enrolled in ${id}`}>
      <table className="table enrolled">
        <caption className="sr-only">Students enrolled in {id}</caption>
        <thead>
          <tr>
            <th scope="col">Student</th>
            <th scope="col">E-mail</th>
            <th scope="col">Enrolled</th>
            <th scope="col">By execution</th>
          </tr>
        </thead>
        <tbody>
          {all.map(({ name, email, enrolledAt, startedAt, execution }) => (
            <tr key={email}>
              <td>{revealed ? name : maskName(name)}</td>
              <td>{revealed ? email : maskEmail(email)}</td>
              <td>{formatMoment(Date.parse(enrolledAt ?? startedAt), Date.now())}</td>
              <td className="cell-name">
                <a
                  href={hrefOf({
                    page: 'execution',
                    execution: executionIdOf(machine.arn, execution),
                    view: 'graph',
                  })}
                >
                  {executionNameOf(execution)}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {enrolled.hasNextPage && (
        <div className="pager">
          <button
            type="button"
            className="button"
            disabled={enrolled.isFetchingNextPage}
            onClick={() => enrolled.fetchNextPage()}
          >
            <Icon name="plus" /> Show more
          </button>
        </div>
      )}
    </section>
  )
}
