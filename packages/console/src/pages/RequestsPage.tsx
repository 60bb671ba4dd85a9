import { useDeferredValue, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { Icon } from '../components/Icon.tsx'
import { NewEnrollment } from '../components/NewEnrollment.tsx'
import { ErrorNotice, Notice, Skeleton } from '../components/Notice.tsx'
import { Pager, usePages } from '../components/Pager.tsx'
import { RequestTable } from '../components/RequestTable.tsx'
import { SearchBox } from '../components/SearchBox.tsx'
import { useConsole } from '../hooks/use-console.ts'
import { PAGE_SIZE, useExecutions } from '../hooks/use-executions.ts'
import { type RequestFilter, useRequests } from '../hooks/use-requests.ts'
import { useSearchText } from '../hooks/use-search-text.ts'
import { useCourses } from '../hooks/use-table.ts'
import { useTitle } from '../hooks/use-title.ts'
import type { AnswerKind } from '../model/answer.ts'
import { paths } from '../model/paths.ts'

const ANSWERS: readonly { kind: AnswerKind; label: string }[] = [
  { kind: 'enrolled', label: 'Enrolled' },
  { kind: 'awaiting', label: 'Awaiting payment' },
  { kind: 'waitlisted', label: 'Waitlisted' },
  { kind: 'cancelled', label: 'Cancelled' },
  { kind: 'failed', label: 'Failed' },
  { kind: 'running', label: 'Running' },
]
const SEARCH = 'Search by name, e-mail, course, reason or execution'

export function RequestsPage() {
  const { settings } = useConsole()
  const [starting, setStarting] = useState(false)
  const [search, setSearch] = useSearchText()
  const location = useLocation()
  const navigate = useNavigate()
  const query = new URLSearchParams(location.search)
  const answer = ANSWERS.find(({ kind }) => kind === query.get('answer'))?.kind
  const course = query.get('course') ?? undefined
  const wanted = useDeferredValue(search)
  useTitle(course === undefined ? 'Requests' : `Requests for ${course}`)
  const filter = (name: 'answer' | 'course', value: string | undefined) => {
    if (value === undefined) query.delete(name)
    else query.set(name, value)
    navigate({ pathname: paths.requests, search: query.toString() }, { replace: true, state: location.state })
  }
  const isAll = answer === undefined && course === undefined && wanted.trim() === ''
  return (
    <>
      <div className="page-head">
        <h1>Requests</h1>
        {!settings.readOnly && (
          <button type="button" className="button primary" onClick={() => setStarting(true)}>
            <Icon name="plus" /> New enrollment
          </button>
        )}
      </div>
      <div className="toolbar">
        <SearchBox label={SEARCH} value={search} onChange={setSearch} />
        <CourseFilter course={course} onChange={(id) => filter('course', id)} />
        <fieldset className="segments">
          <legend className="sr-only">Answer</legend>
          <Segment label="All" checked={answer === undefined} onChoose={() => filter('answer', undefined)} />
          {ANSWERS.map(({ kind, label }) => (
            <Segment key={kind} label={label} checked={answer === kind} onChoose={() => filter('answer', kind)} />
          ))}
        </fieldset>
      </div>
      {isAll ? (
        <NewestRequests onStart={() => setStarting(true)} />
      ) : (
        <FoundRequests key={`${answer} ${course}`} filter={{ answer, course, search: wanted }} />
      )}
      {starting && <NewEnrollment onClose={() => setStarting(false)} {...(course !== undefined && { course })} />}
    </>
  )
}

function Segment({ label, checked, onChoose }: { label: string; checked: boolean; onChoose: () => void }) {
  return (
    <label className="segment">
      <input type="radio" name="answer" checked={checked} onChange={onChoose} />
      <span>{label}</span>
    </label>
  )
}

function CourseFilter({
  course,
  onChange,
}: {
  course: string | undefined
  onChange: (id: string | undefined) => void
}) {
  const courses = useCourses()
  const ids = courses.data?.map(({ id }) => id) ?? []
  return (
    <select
      className="course-filter"
      aria-label="Course"
      value={course ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">All courses</option>
      {course !== undefined && !ids.includes(course) && <option value={course}>{course}</option>}
      {courses.data?.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  )
}

/** One page at a time, as the API returns them: it has no total, and 10,000 are as fast as 10. */
function NewestRequests({ onStart }: { onStart: () => void }) {
  const { machine } = useConsole()
  const [tokens, setTokens] = useState<readonly string[]>([])
  const { data, error, isPending, isPlaceholderData, refetch } = useExecutions(machine.arn, tokens)
  if (error !== null && data === undefined) return <ErrorNotice error={error} retry={refetch} />
  if (isPending) return <Skeleton lines={10} label="Loading requests" />
  const { items, next, number } = data
  if (items.length === 0 && tokens.length === 0) return <NoRequests onStart={onStart} />
  const first = number * PAGE_SIZE
  const isLast = next === undefined && number > 0
  return (
    <>
      {error !== null && <ErrorNotice error={error} retry={refetch} />}
      <RequestTable requests={items} />
      <Pager
        text={`${first + 1}–${first + items.length}${isLast ? ', the oldest' : ''}`}
        onNewer={tokens.length === 0 ? undefined : () => setTokens(tokens.slice(0, -1))}
        onOlder={next === undefined || isPlaceholderData ? undefined : () => setTokens([...tokens, next])}
      />
    </>
  )
}

function FoundRequests({ filter }: { filter: RequestFilter }) {
  const { found, pending, error, searched, searchFurther } = useRequests(filter)
  const { items, pager } = usePages(found, PAGE_SIZE)
  if (error !== null) return <ErrorNotice error={error} retry={() => window.location.reload()} />
  if (found.length === 0 && pending) return <Skeleton lines={6} label="Searching" />
  return (
    <>
      {found.length === 0 ? (
        <Notice title="No matches" icon="search" action={<Link to={paths.requests}>Show all requests</Link>}>
          No request fits. A search looks at names, addresses, courses, reasons and executions, or at a part of them.
        </Notice>
      ) : (
        <>
          <RequestTable requests={items} />
          <Pager {...pager} text={pending ? 'Searching…' : pager.text} />
        </>
      )}
      {!pending && (
        <div className="searched">
          <p className="faint">{searched}</p>
          {searchFurther !== undefined && (
            <button type="button" className="button" onClick={searchFurther}>
              <Icon name="search" /> Search further
            </button>
          )}
        </div>
      )}
    </>
  )
}

function NoRequests({ onStart }: { onStart: () => void }) {
  const { settings } = useConsole()
  return (
    <Notice
      title="No requests yet"
      icon="plus"
      action={
        settings.readOnly ? undefined : (
          <button type="button" className="button primary" onClick={onStart}>
            Enroll the first student
          </button>
        )
      }
    >
      Every request for a seat appears here, with its answer.
    </Notice>
  )
}
