import { AwsError } from './aws-error.ts'
import { EmulatorError } from './errors.ts'
import type { StateMachineType } from './executions/revision.ts'
import type { StateMachine } from './state-machines/state-machine.ts'
import { ACCOUNT, stateMachineArn } from './step-functions/arns.ts'
import type { StepFunctionsContext } from './step-functions/operation.ts'
import { createStateMachine } from './step-functions/operations/create-state-machine.ts'
import { updateStateMachine } from './step-functions/operations/update-state-machine.ts'

export interface StateMachineSource {
  name: string
  type: StateMachineType
  /** JSON text in the Amazon States Language. */
  definition: string
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
      deployed.push(await deploy(context, source))
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
  // It was deleted while executions ran, and whoever starts the emulator wants it.
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

async function restore({ machines }: StepFunctionsContext, { deleting, ...machine }: StateMachine): Promise<void> {
  await machines.change(() => machines.put(machine))
}
