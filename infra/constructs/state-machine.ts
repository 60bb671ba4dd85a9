import { SfnAlias } from '@cdktf/provider-aws/lib/sfn-alias/index.js'
import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine/index.js'
import { definitions, LIVE_ALIAS, STATE_MACHINE, type StateMachineName } from 'workflow'
import type { Settings } from '../settings.ts'
import { aliasDescription, movedByCanary } from './canary.ts'
import { logGroup } from './log-group.ts'
import { permissionsOf } from './permissions.ts'
import type { StageStack } from './stage-stack.ts'
import { stateMachineRole } from './state-machine-role.ts'

export interface StateMachineOptions {
  name: StateMachineName
  tableName: string
  tableArn: string
  keyArn: string
  /** Keeps the alias on an older published version (a rollback); undefined: the newest one is live. */
  pinnedVersion: string | undefined
}

/** A state machine: every change is published as a version, and the alias `live` names the one in use. */
export function stateMachine(stack: StageStack, options: StateMachineOptions): void {
  const { name, tableName, tableArn, keyArn, pinnedVersion } = options
  const { encryptExecutions } = stack.settings
  const type = workflowTypeOf(stack.settings, name)
  const definition = definitions({
    functionArn: (manifest) => stack.arnOf('lambda', `function:${stack.nameOf(manifest.name)}:${LIVE_ALIAS}`),
    stateMachineArn: (started) => `${stateMachineArn(stack, started)}:${LIVE_ALIAS}`,
    type,
    tableName,
    partition: stack.partition,
  })[name]
  const log = logGroup(stack, 'state-machine-log-group', { name: workflowLogGroupName(stack, name), kmsKeyId: keyArn })
  const { role, policy } = stateMachineRole(stack, { name, permissions: permissionsOf(name, type), tableArn, keyArn })
  const machine = new SfnStateMachine(stack, 'state-machine', {
    name: stack.nameOf(name),
    type,
    roleArn: role.arn,
    definition: JSON.stringify(definition),
    publish: true,
    loggingConfiguration: {
      level: 'ALL',
      // Inputs and outputs hold names and e-mail addresses.
      includeExecutionData: false,
      logDestination: `${log.arn}:*`,
    },
    tracingConfiguration: { enabled: true },
    ...(encryptExecutions
      ? {
          encryptionConfiguration: {
            type: 'CUSTOMER_MANAGED_KMS_KEY',
            kmsKeyId: keyArn,
            kmsDataKeyReusePeriodSeconds: 300,
          },
        }
      : {}),
    dependsOn: [policy],
  })
  const alias = new SfnAlias(stack, 'state-machine-live', {
    name: LIVE_ALIAS,
    description: aliasDescription(stack.settings, pinnedVersion),
    routingConfiguration: [
      {
        stateMachineVersionArn:
          pinnedVersion === undefined
            ? machine.stateMachineVersionArn
            : `${stateMachineArn(stack, name)}:${pinnedVersion}`,
        weight: 100,
      },
    ],
    ...(movedByCanary(stack.settings, pinnedVersion)
      ? { lifecycle: { ignoreChanges: ['routing_configuration'] } }
      : {}),
  })
  stack.output('state_machine', machine.arn)
  stack.output('state_machine_live', alias.arn)
}

/** A stage chooses the type of course-enrollment. The others are Standard: their executions are seen, redriven and reported. */
export function workflowTypeOf({ workflowType }: Settings, name: StateMachineName): Settings['workflowType'] {
  return name === STATE_MACHINE ? workflowType : 'STANDARD'
}

export function stateMachineArn(stack: StageStack, name: StateMachineName): string {
  return stack.arnOf('states', `stateMachine:${stack.nameOf(name)}`)
}

/** Under this prefix AWS needs no resource policy for each group, of which an account has only ten. */
export function workflowLogGroupName(stack: StageStack, name: StateMachineName): string {
  return `/aws/vendedlogs/states/${stack.nameOf(name)}`
}
