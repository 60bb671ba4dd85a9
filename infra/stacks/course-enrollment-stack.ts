import type { Construct } from 'constructs'
import { sampleItems, table } from 'records'
import { STATE_MACHINE } from 'workflow'
import { alarm } from '../constructs/alarm.ts'
import { alarmTopic } from '../constructs/alarm-topic.ts'
import { executionAlarms } from '../constructs/alarms.ts'
import { budget } from '../constructs/budget.ts'
import { dashboard } from '../constructs/dashboard.ts'
import { stageKeyArn } from '../constructs/encryption-key.ts'
import { outcomeTopic } from '../constructs/outcome-topic.ts'
import { StageStack } from '../constructs/stage-stack.ts'
import { stateMachine, stateMachineArn } from '../constructs/state-machine.ts'
import type { Pins } from '../pins.ts'
import type { Settings } from '../settings.ts'

/** The workflow, and what is seen and heard of it. */
export class CourseEnrollmentStack extends StageStack {
  constructor(scope: Construct, { settings, pins }: { settings: Settings; pins: Pins }) {
    super(scope, STATE_MACHINE, settings)
    this.forget(FORMERLY_HERE)
    const keyArn = stageKeyArn(this)
    const tableName = this.nameOf(table.name)
    const tableArn = this.arnOf('dynamodb', `table/${tableName}`)
    const arn = stateMachineArn(this)
    stateMachine(this, { tableName, tableArn, keyArn, pinnedVersion: pins[settings.stage]?.[STATE_MACHINE] })
    // Express executions emit no status events.
    if (settings.workflowType === 'STANDARD') outcomeTopic(this, { stateMachineArn: arn, keyArn })
    alarmTopic(this, { keyArn })
    for (const { id, ...options } of executionAlarms(arn)) alarm(this, id, options)
    budget(this)
    dashboard(this, { stateMachineArn: arn, tableName })
  }
}

/**
 * What this stack held before the stack `data` existed. Terraform forgets it where it still knows it, and destroys
 * nothing: a deploy by somebody who has not moved the state yet (runbook) ends with an error and every record.
 */
const FORMERLY_HERE = [
  'aws_dynamodb_table.table',
  'aws_kms_alias.key-alias',
  'aws_kms_key.key',
  ...sampleItems.map((item) => {
    const [key = ''] = Object.values(item[table.partitionKey] ?? {})
    return `aws_dynamodb_table_item.sample-${key.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
  }),
]
