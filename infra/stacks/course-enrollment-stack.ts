import type { Construct } from 'constructs'
import { sampleItems, table } from 'records'
import { STATE_MACHINE } from 'workflow'
import { alarmTopic } from '../constructs/alarm-topic.ts'
import { budget } from '../constructs/budget.ts'
import { dashboard } from '../constructs/dashboard.ts'
import { outcomeTopic } from '../constructs/outcome-topic.ts'
import type { Pins } from '../pins.ts'
import type { Settings } from '../settings.ts'
import { StateMachineStack } from './state-machine-stack.ts'

/** The state machine that requests start, and what is seen and heard of all of them. */
export class CourseEnrollmentStack extends StateMachineStack {
  constructor(scope: Construct, { settings, pins }: { settings: Settings; pins: Pins }) {
    super(scope, { settings, name: STATE_MACHINE, pins })
    this.forget(FORMERLY_HERE)
    outcomeTopic(this, { keyArn: this.keyArn })
    alarmTopic(this, { keyArn: this.keyArn })
    budget(this)
    dashboard(this, { tableName: this.tableName })
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
