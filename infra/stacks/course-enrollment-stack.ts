import type { Construct } from 'constructs'
import { alarm } from '../constructs/alarm.ts'
import { alarmTopic } from '../constructs/alarm-topic.ts'
import { dashboard } from '../constructs/dashboard.ts'
import { encryptionKey } from '../constructs/encryption-key.ts'
import { enrollmentTable } from '../constructs/enrollment-table.ts'
import { outcomeTopic } from '../constructs/outcome-topic.ts'
import { StageStack } from '../constructs/stage-stack.ts'
import { STATE_MACHINE, stateMachine, stateMachineArn, workflowLogGroupName } from '../constructs/state-machine.ts'
import type { Settings } from '../settings.ts'

/** The workflow with its records, and what one sees and hears of it. */
export class CourseEnrollmentStack extends StageStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, STATE_MACHINE, settings)
    const keyArn = encryptionKey(this, { logGroupName: workflowLogGroupName(this) }).arn
    const table = enrollmentTable(this, { keyArn })
    const arn = stateMachineArn(this)
    stateMachine(this, { tableName: table.name, tableArn: table.arn, keyArn })
    // Express executions emit no status events.
    if (settings.workflowType === 'STANDARD') outcomeTopic(this, { stateMachineArn: arn, keyArn })
    alarmTopic(this, { keyArn })
    for (const { metric, what } of EXECUTION_ALARMS) {
      alarm(this, metric, {
        name: `${STATE_MACHINE}-${what.replace(' ', '-')}`,
        description: `Executions ${what}. Runbook: "Read the alarms".`,
        namespace: 'AWS/States',
        metric,
        dimensions: { StateMachineArn: arn },
      })
    }
    dashboard(this, { stateMachineArn: arn, tableName: table.name })
  }
}

/** A business "no" succeeds, so each of these means that the machinery is in trouble. */
const EXECUTION_ALARMS = [
  { metric: 'ExecutionsFailed', what: 'failed' },
  { metric: 'ExecutionsTimedOut', what: 'timed out' },
  { metric: 'ExecutionThrottled', what: 'throttled' },
] as const
