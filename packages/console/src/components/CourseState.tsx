import type { Course } from 'records'
import { useNow } from '../hooks/use-now.ts'
import { opening } from '../model/course-form.ts'
import { formatWhen } from '../model/format.ts'

/** Whether a course accepts requests, and until or since when. */
export function CourseState({ course }: { course: Course }) {
  const { state, ms } = opening(course, useNow(true, 5000))
  const when = ms === undefined ? '' : formatWhen(ms)
  if (state === 'open') return <span>{when === '' ? 'Open' : `Open until ${when}`}</span>
  return <span className="tone-warn toned">{state === 'closed' ? `Closed since ${when}` : `Opens ${when}`}</span>
}
