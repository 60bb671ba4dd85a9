import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Course } from 'records'
import { CourseDialog } from '../components/CourseDialog.tsx'
import { CourseState } from '../components/CourseState.tsx'
import { Dialog, DialogFoot } from '../components/Dialog.tsx'
import { FormError } from '../components/FormError.tsx'
import { Icon } from '../components/Icon.tsx'
import { ErrorNotice, Notice, Skeleton } from '../components/Notice.tsx'
import { PromotionStarted } from '../components/PromotionStarted.tsx'
import { Roster } from '../components/Roster.tsx'
import { useConsole } from '../hooks/use-console.ts'
import { useSaveCourse } from '../hooks/use-save-course.ts'
import { useCourses } from '../hooks/use-table.ts'
import { useTitle } from '../hooks/use-title.ts'
import { opening } from '../model/course-form.ts'
import { formatCount, plural } from '../model/format.ts'
import { paths } from '../model/paths.ts'
import { Seats } from './CoursesPage.tsx'

export function CoursePage() {
  const { course: id = '' } = useParams()
  const courses = useCourses()
  const course = courses.data?.find((known) => known.id === id)
  useTitle(course?.title ?? id)
  if (course !== undefined) return <LoadedCourse course={course} />
  if (courses.isPending) return <Skeleton lines={8} label="Loading the course" />
  if (courses.isError) return <ErrorNotice error={courses.error} retry={courses.refetch} />
  return (
    <Notice page title="Course not found" icon="search" action={<Link to={paths.courses}>See the courses</Link>}>
      There is no course {id}.
    </Notice>
  )
}

function LoadedCourse({ course }: { course: Course }) {
  const { settings } = useConsole()
  const [open, setOpen] = useState<'edit' | 'opening' | undefined>()
  const isOpen = opening(course, Date.now()).state === 'open'
  const close = () => setOpen(undefined)
  return (
    <>
      <nav className="crumbs" aria-label="Breadcrumb">
        <Link to={paths.courses}>Courses</Link>
        <Icon name="chevron" size={12} />
        <span className="mono">{course.id}</span>
      </nav>
      <div className="page-head">
        <h1>{course.title}</h1>
        {settings.readOnly ? (
          <span className="faint">Read-only: nothing can be changed from here</span>
        ) : (
          <div className="actions">
            <button type="button" className="button" onClick={() => setOpen('edit')}>
              <Icon name="edit" /> Edit seats and dates
            </button>
            <button type="button" className="button" onClick={() => setOpen('opening')}>
              {isOpen ? 'Close' : 'Open'}
            </button>
          </div>
        )}
      </div>
      <dl className="facts">
        <div className="fact">
          <dt>Seats</dt>
          <dd>
            <Seats course={course} />
          </dd>
        </div>
        <div className="fact">
          <dt>Waitlist</dt>
          <dd>
            {course.waitlist === 0
              ? 'None'
              : `${formatCount(course.waiting)} of ${formatCount(course.waitlist)} waiting`}
          </dd>
        </div>
        <div className="fact">
          <dt>Requests</dt>
          <dd>
            <CourseState course={course} />
          </dd>
        </div>
        <div className="fact">
          <dt>A payment on its way</dt>
          <dd>
            {course.paymentHours === 0
              ? 'cancels the request'
              : `holds a seat for ${plural(course.paymentHours, 'hour')}`}
          </dd>
        </div>
      </dl>
      <Roster course={course.id} />
      {open === 'edit' && <CourseDialog course={course} onClose={close} />}
      {open === 'opening' && <OpeningDialog course={course} isOpen={isOpen} onClose={close} />}
    </>
  )
}

function OpeningDialog({ course, isOpen, onClose }: { course: Course; isOpen: boolean; onClose: () => void }) {
  const change = useSaveCourse(course, onClose)
  const confirm = () => {
    const dates = isOpen ? { closesAt: new Date().toISOString() } : { opensAt: undefined, closesAt: undefined }
    change.mutate({ id: course.id, settings: { ...course, ...dates } })
  }
  if (change.data !== undefined) return <PromotionStarted arn={change.data} onClose={onClose} />
  return (
    <Dialog title={isOpen ? `Close ${course.title}?` : `Open ${course.title}?`} onClose={onClose} alert>
      <div className="form">
        {isOpen ? (
          <p>
            From now on, requests for {course.id} are cancelled. Those who have a seat keep it
            {course.waiting > 0 && `; the waitlist (${plural(course.waiting, 'student')}) is cancelled`}.
          </p>
        ) : (
          <p>From now on, requests for {course.id} are accepted, without an end. Its dates are removed.</p>
        )}
        <FormError error={change.error} />
        <DialogFoot onCancel={onClose}>
          <button
            type="button"
            className={isOpen ? 'button danger' : 'button primary'}
            disabled={change.isPending}
            onClick={confirm}
          >
            {isOpen ? 'Close the course' : 'Open the course'}
          </button>
        </DialogFoot>
      </div>
    </Dialog>
  )
}
