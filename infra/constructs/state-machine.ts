import { SfnAlias } from '@cdktf/provider-aws/lib/sfn-alias/index.js'
import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine/index.js'
import { enrollmentDefinition, LIVE_ALIAS, lambdas, STATE_MACHINE } from 'workflow'
import { logGroup } from './log-group.ts'
import type { StageStack } from './stage-stack.ts'
import { stateMachineRole } from './state-machine-role.ts'

export interface StateMachineOptions {
  tableName: string
  tableArn: string
  keyArn: string
  /** Keeps the alias on an older published version (a rollback); undefined: the newest one is live. */
  pinnedVersion: string | undefined
}

/** Step Functions ends an Express execution after this long, whatever its definition says. */
const EXPRESS_TIMEOUT_SECONDS = 300

/** The workflow: every change is published as a version, and the alias `live` names the one in use. */
export function stateMachine(stack: StageStack, options: StateMachineOptions): void {
  const { tableName, tableArn, keyArn, pinnedVersion } = options
  const { workflowType, encryptExecutions } = stack.settings
  const name = stack.nameOf(STATE_MACHINE)
  const functionArn = (functionName: string) =>
    stack.arnOf('lambda', `function:${stack.nameOf(functionName)}:${LIVE_ALIAS}`)
  const definition = enrollmentDefinition({
    functionArn: (manifest) => functionArn(manifest.name),
    stateMachineArn: (started) => `${stack.arnOf('states', `stateMachine:${stack.nameOf(started)}`)}:${LIVE_ALIAS}`,
    type: workflowType,
    tableName,
    partition: stack.partition,
  })
  const log = logGroup(stack, 'state-machine-log-group', { name: workflowLogGroupName(stack), kmsKeyId: keyArn })
  const { role, policy } = stateMachineRole(stack, {
    name,
    stateMachineArn: stateMachineArn(stack),
    functionArns: lambdas.map((manifest) => functionArn(manifest.name)),
    tableArn,
    keyArn,
  })
  const machine = new SfnStateMachine(stack, 'state-machine', {
    name,
    type: workflowType,
    roleArn: role.arn,
    definition: JSON.stringify(
      workflowType === 'EXPRESS' ? { ...definition, TimeoutSeconds: EXPRESS_TIMEOUT_SECONDS } : definition,
    ),
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
    description: pinnedVersion === undefined ? 'The newest version' : `Rolled back to version ${pinnedVersion}`,
    routingConfiguration: [
      {
        stateMachineVersionArn:
          pinnedVersion === undefined ? machine.stateMachineVersionArn : `${stateMachineArn(stack)}:${pinnedVersion}`,
        weight: 100,
      },
    ],
  })
  stack.output('state_machine', machine.arn)
  stack.output('state_machine_live', alias.arn)
}

export function stateMachineArn(stack: StageStack): string {
  return stack.arnOf('states', `stateMachine:${stack.nameOf(STATE_MACHINE)}`)
}

/** Under this prefix AWS needs no resource policy for each group, of which an account has only ten. */
export function workflowLogGroupName(stack: StageStack): string {
  return `/aws/vendedlogs/states/${stack.nameOf(STATE_MACHINE)}`
}
