import type { Branch, Definition, TaskState } from 'asl'

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function'

function lookUp(name: string, functionName: string): Branch {
  const state: TaskState = { Type: 'Task', Resource: `${ARN}:${functionName}`, End: true }
  return { StartAt: name, States: { [name]: state } }
}

const BRANCHES = [
  lookUp('LookUpName', 'check-name'),
  lookUp('LookUpEmail', 'check-email'),
  lookUp('LookUpPaymentInfo', 'check-payment'),
]

/** Three checks side by side, then a fourth task: no query language at work. */
export const article: Definition = {
  StartAt: 'CheckDetails',
  States: {
    CheckDetails: { Type: 'Parallel', Branches: BRANCHES, Next: 'ValidateDetails' },
    ValidateDetails: { Type: 'Task', Resource: `${ARN}:validate-details`, End: true },
  },
}

/** The same with what a JSONata workflow adds: arguments, a decision, outputs. */
export const jsonata: Definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'CheckDetails',
  States: {
    CheckDetails: {
      Type: 'Parallel',
      Branches: BRANCHES,
      Assign: { course: '{% $states.input.Course %}' },
      Next: 'ValidateDetails',
    },
    ValidateDetails: {
      Type: 'Task',
      Resource: `${ARN}:validate-details`,
      Arguments: { checks: '{% $states.input %}', course: '{% $course %}' },
      Next: 'Decision',
    },
    Decision: {
      Type: 'Choice',
      Choices: [{ Condition: "{% $states.input.status = 'OK' %}", Next: 'Enrolled' }],
      Default: 'Cancelled',
    },
    Enrolled: { Type: 'Succeed', Output: { status: 'ENROLLED', at: '{% $states.context.Execution.StartTime %}' } },
    Cancelled: { Type: 'Succeed', Output: { status: 'CANCELLED', reasons: '{% $states.input.reasons %}' } },
  },
}
