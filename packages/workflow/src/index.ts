export { enrollmentDefinition } from './definition.ts'
export type { DefinitionOptions } from './definition-options.ts'
export { checks, type LambdaManifest, LIVE_ALIAS, lambdaOfState, lambdas, RUNTIME_ENVIRONMENT } from './lambdas.ts'
export { STATE_MACHINE } from './names.ts'
export {
  type EnrollmentOutcome,
  type EnrollmentRequest,
  type RequestField,
  reasonCodes,
  requestFields,
} from './outcome.ts'
