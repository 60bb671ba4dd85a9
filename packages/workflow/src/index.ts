export { type DefinitionOptions, enrollmentDefinition } from './definition.ts'
export { type LambdaManifest, LIVE_ALIAS, lambdaOfState, lambdas, RUNTIME_ENVIRONMENT } from './lambdas.ts'
export { type EnrollmentOutcome, type EnrollmentRequest, type Reason, type ReasonCode, reasonCodes } from './outcome.ts'
export { transientErrors } from './retry.ts'
export {
  type Course,
  courseItem,
  createTableInput,
  type Item,
  type StudentRecord,
  sampleItems,
  studentItem,
  table,
} from './table.ts'
