import type { Definition } from 'asl'
import { enrollmentDefinition } from './course-enrollment/definition.ts'
import { withdrawalDefinition } from './course-withdrawal.ts'
import { paymentDefinition } from './payment-received.ts'
import type { EnrollmentOptions } from './shared/definition-options.ts'
import { type StateMachineName, stateMachines } from './state-machines.ts'
import { promotionDefinition } from './waitlist-promotion/definition.ts'

/** The definition of each state machine, those that are started by others first. All but `course-enrollment` are Standard. */
export function definitions(options: EnrollmentOptions): Record<StateMachineName, Definition> {
  return {
    [stateMachines.promotion]: promotionDefinition(options),
    [stateMachines.payment]: paymentDefinition(options),
    [stateMachines.withdrawal]: withdrawalDefinition(options),
    [stateMachines.enrollment]: enrollmentDefinition(options),
  }
}
