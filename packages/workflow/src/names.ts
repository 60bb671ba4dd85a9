/** The state machine's name, bare on the emulator and behind `<stage>-` on AWS. */
export const STATE_MACHINE = 'course-enrollment'
