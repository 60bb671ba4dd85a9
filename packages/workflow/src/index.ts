export { type DefinitionOptions, enrollmentDefinition } from './definition.ts'
export { type LambdaManifest, LIVE_ALIAS, lambdaOfState, lambdas } from './lambdas.ts'
export { type EnrollmentOutcome, type EnrollmentRequest, type Reason, type ReasonCode, reasonCodes } from './outcome.ts'
export { transientErrors } from './retry.ts'
