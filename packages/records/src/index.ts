export { COURSES, type Course, type CourseSettings, courseItem, courseOf } from './course.ts'
export { COURSE_ID, DEFAULT_COURSE, isCourseId } from './course-id.ts'
export { type EndedReason, type EndedRequest, endedRequestOf } from './ended-request.ts'
export {
  type Enrollment,
  type EnrollmentStatus,
  enrollmentOf,
  enrollmentStatuses,
  statusInWords,
} from './enrollment.ts'
export { isStudentWith } from './find-student.ts'
export type { Item, StoredItem, StoredValue, Value } from './item.ts'
export {
  courseIdOf,
  courseKey,
  enrollmentKey,
  indexKey,
  type Key,
  keyPrefix,
  NO_COURSE,
  sortKey,
  sortKeyPrefix,
  studentKey,
} from './keys.ts'
export { checkLedger, type Ledger, type LedgerFinding, ledgerOf } from './ledger.ts'
export { type PlaceInLine, placeInLineOf } from './place-in-line.ts'
export { reasonInWords } from './reasons.ts'
export { sampleItems } from './samples.ts'
export { type StudentRecord, studentItem, studentOf } from './student.ts'
export { createTableInput, table } from './table.ts'
