import type { Rule } from './rule.ts'

export const stepFunctionsRules: readonly Rule[] = [
  {
    ids: ['CKV_AWS_284', 'CT.STEPFUNCTIONS.PR.2', 'WS5000'],
    asks: 'X-Ray traces',
    of: ['aws_sfn_state_machine'],
    met: ({ at }) => at('tracing_configuration', 'enabled') === true,
  },
  {
    ids: ['StepFunctions.1', 'CT.STEPFUNCTIONS.PR.1'],
    asks: 'a log',
    of: ['aws_sfn_state_machine'],
    met: ({ at }) =>
      ['ALL', 'ERROR', 'FATAL'].includes(String(at('logging_configuration', 'level'))) &&
      at('logging_configuration', 'log_destination') !== undefined,
  },
  {
    ids: ['CKV_AWS_285'],
    asks: 'execution data in the log',
    of: ['aws_sfn_state_machine'],
    met: ({ at }) => at('logging_configuration', 'include_execution_data') === true,
  },
]
