import type { Construct } from 'constructs'
import { table } from 'records'
import type { StateMachineName } from 'workflow'
import { alarm } from '../constructs/alarm.ts'
import { executionAlarms } from '../constructs/alarms.ts'
import { stageKeyArn } from '../constructs/encryption-key.ts'
import { StageStack } from '../constructs/stage-stack.ts'
import { stateMachine, stateMachineArn } from '../constructs/state-machine.ts'
import type { Pins } from '../pins.ts'
import type { Settings } from '../settings.ts'

export interface StateMachineStackOptions {
  settings: Settings
  name: StateMachineName
  pins: Pins
}

/** One state machine with its role, log and alarms, shipped and rolled back by itself. */
export class StateMachineStack extends StageStack {
  protected readonly keyArn: string
  protected readonly tableName: string

  constructor(scope: Construct, { settings, name, pins }: StateMachineStackOptions) {
    super(scope, name, settings)
    this.keyArn = stageKeyArn(this)
    this.tableName = this.nameOf(table.name)
    stateMachine(this, {
      name,
      tableName: this.tableName,
      tableArn: this.arnOf('dynamodb', `table/${this.tableName}`),
      keyArn: this.keyArn,
      pinnedVersion: pins[settings.stage]?.[name],
    })
    for (const { id, ...options } of executionAlarms(name, stateMachineArn(this, name))) alarm(this, id, options)
  }
}
