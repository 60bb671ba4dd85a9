import { useState } from 'react'
import { Link } from 'react-router'
import type { Course } from 'records'
import { CourseDialog } from '../components/CourseDialog.tsx'
import { CourseState } from '../components/CourseState.tsx'
import { Icon } from '../components/Icon.tsx'
import { ErrorNotice, Notice, Skeleton } from '../components/Notice.tsx'
import { useConsole } from '../hooks/use-console.ts'
import { useCourses } from '../hooks/use-table.ts'
import { useTitle } from '../hooks/use-title.ts'
import { formatCount, plural } from '../model/format.ts'
import { coursePath } from '../model/paths.ts'

export function CoursesPage() {
  const { settings } = useConsole()
  const courses = useCourses()
  const [adding, setAdding] = useState(false)
  useTitle('Courses')
  const add = (
    <button type="button" className="button primary" onClick={() => setAdding(true)}>
      <Icon name="plus" /> Add a course
    </button>
  )
  return (
    <>
      <div className="page-head">
        <h1>Courses</h1>
        {!settings.readOnly && add}
      </div>
      {courses.isPending && <Skeleton lines={5} label="Loading courses" />}
      {courses.isError && courses.data === undefined && <ErrorNotice error={courses.error} retry={courses.refetch} />}
      {courses.data?.length === 0 && (
        <Notice title="No courses yet" icon="plus">
          Students are enrolled in courses: add the first one.
        </Notice>
      )}
      {courses.data !== undefined && courses.data.length > 0 && <CourseTable courses={courses.data} />}
      {adding && <CourseDialog onClose={() => setAdding(false)} />}
    </>
  )
}

function CourseTable({ courses }: { courses: readonly Course[] }) {
  return (
    <table className="table rows">
      <caption className="sr-only">Courses</caption>
      <thead>
        <tr>
          <th scope="col">Course</th>
          <th scope="col">Seats</th>
          <th scope="col">Waitlist</th>
          <th scope="col">Requests</th>
        </tr>
      </thead>
      <tbody>
        {courses.map((course) => (
          <tr key={course.id}>
            <td className="cell-link cell-wide">
              <Link className="strong" to={coursePath(course.id)}>
                {course.title}
              </Link>
              {course.title !== course.id && <span className="faint mono block">{course.id}</span>}
            </td>
            <td className="cell-wide">
              <Seats course={course} />
            </td>
            <td>
              {course.waitlist === 0 && course.waiting === 0 ? (
                <span className="faint">No waitlist</span>
              ) : (
                `${formatCount(course.waiting)} of ${formatCount(course.waitlist)} waiting`
              )}
            </td>
            <td>
              <CourseState course={course} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Seats({ course: { title, seats, seatsTaken } }: { course: Course }) {
  return (
    <span className="seats">
      <meter min={0} max={Math.max(1, seats)} value={seatsTaken} aria-label={`Seats taken in ${title}`} />
      <span>
        {formatCount(seatsTaken)} of {plural(seats, 'seat')} taken
        {seatsTaken >= seats && <span className="chip tone-warn">full</span>}
      </span>
    </span>
  )
}
