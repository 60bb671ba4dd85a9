/** The state machines' names, bare on the emulator and behind `<stage>-` on AWS. */
export const stateMachines = {
  enrollment: 'course-enrollment',
  withdrawal: 'course-withdrawal',
  promotion: 'waitlist-promotion',
  payment: 'payment-received',
} as const
export type StateMachineName = (typeof stateMachines)[keyof typeof stateMachines]

/** The machine that a request starts. */
export const STATE_MACHINE = stateMachines.enrollment
