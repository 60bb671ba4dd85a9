export { enrollmentDefinition } from './course-enrollment/definition.ts'
export { withdrawalDefinition } from './course-withdrawal.ts'
export { definitions } from './definitions.ts'
export { checks, type LambdaManifest, LIVE_ALIAS, lambdaOfState, lambdas, RUNTIME_ENVIRONMENT } from './lambdas.ts'
export {
  type AnswerReason,
  type EnrollmentOutcome,
  type EnrollmentRequest,
  type PaymentOutcome,
  type PaymentRequest,
  type PromotionOutcome,
  type PromotionRequest,
  type Reason,
  type ReasonCode,
  type RequestField,
  reasonCodes,
  requestFields,
  type WithdrawalOutcome,
  type WithdrawalRequest,
} from './outcome.ts'
export { paymentDefinition } from './payment-received.ts'
export type { DefinitionOptions, EnrollmentOptions } from './shared/definition-options.ts'
export { STATE_MACHINE, type StateMachineName, stateMachines } from './state-machines.ts'
export { promotionDefinition } from './waitlist-promotion/definition.ts'
