import { AwsError } from './aws-error.ts'
import { EmulatorError } from './errors.ts'
import type { StateMachineType } from './executions/revision.ts'
import type { StateMachine } from './state-machines/state-machine.ts'
import { ACCOUNT, stateMachineArn } from './step-functions/arns.ts'
import type { StepFunctionsContext } from './step-functions/operation.ts'
import { createStateMachine } from './step-functions/operations/create-state-machine.ts'
import { createStateMachineAlias } from './step-functions/operations/create-state-machine-alias.ts'
import { publishStateMachineVersion } from './step-functions/operations/publish-state-machine-version.ts'
import { updateStateMachine } from './step-functions/operations/update-state-machine.ts'
import { updateStateMachineAlias } from './step-functions/operations/update-state-machine-alias.ts'

export interface StateMachineSource {
  name: string
  type: StateMachineType
  /** JSON text in the Amazon States Language. */
  definition: string
  /** An alias that names the newest version; where left out, no version is published. */
  alias?: string
}

export interface DeployedStateMachine {
  name: string
  arn: string
  change: 'created' | 'updated' | 'unchanged'
}

/** Creates what is not there and updates what is another definition now. Running executions keep the one that they started with. */
export async function deployStateMachines(
  context: StepFunctionsContext,
  sources: readonly StateMachineSource[],
): Promise<DeployedStateMachine[]> {
  const deployed: DeployedStateMachine[] = []
  for (const source of sources) {
    try {
      const machine = await deploy(context, source)
      if (source.alias !== undefined) await pointAlias(context, machine.arn, source.alias)
      deployed.push(machine)
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      throw new EmulatorError(`The state machine ${source.name} was refused. ${error.message}`, { cause: error })
    }
  }
  return deployed
}

const ROLE = `arn:aws:iam::${ACCOUNT}:role/local`

async function deploy(context: StepFunctionsContext, source: StateMachineSource): Promise<DeployedStateMachine> {
  const { name, type, definition } = source
  const arn = stateMachineArn(context.region, name)
  const existing = context.machines.get(arn)
  if (existing === undefined) {
    await createStateMachine(context, { name, type, definition, roleArn: ROLE })
    return { name, arn, change: 'created' }
  }
  // It was deleted while executions ran, and the caller wants it back.
  if (existing.deleting) await restore(context, existing)
  if (existing.type !== type) {
    throw new EmulatorError(
      `The state machine ${name} is ${existing.type} and cannot become ${type}. Delete it, rename the new one, or start with another data directory.`,
    )
  }
  if (context.machines.revisions.get(existing.revision)?.definition === definition)
    return { name, arn, change: 'unchanged' }
  await updateStateMachine(context, { stateMachineArn: arn, definition })
  return { name, arn, change: 'updated' }
}

interface Version {
  stateMachineVersionArn: string
}

/** Publishes what is deployed, and lets the alias name that version. */
async function pointAlias(context: StepFunctionsContext, stateMachineArn: string, name: string): Promise<void> {
  const { stateMachineVersionArn } = (await publishStateMachineVersion(context, { stateMachineArn })) as Version
  const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }]
  const exists = context.machines.get(stateMachineArn)?.aliases.some((alias) => alias.name === name)
  if (!exists) await createStateMachineAlias(context, { name, routingConfiguration })
  else
    await updateStateMachineAlias(context, { stateMachineAliasArn: `${stateMachineArn}:${name}`, routingConfiguration })
}

async function restore({ machines }: StepFunctionsContext, { deleting, ...machine }: StateMachine): Promise<void> {
  await machines.change(() => machines.put(machine))
}
