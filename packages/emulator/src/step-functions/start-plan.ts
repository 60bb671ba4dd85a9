import { randomUUID } from 'node:crypto'
import { unsupportedJson } from 'asl'
import type { StartPlan } from '../executions/runner.ts'
import { executionArn, expressArn } from './arns.ts'
import { invalidExecutionInput, stateMachineDeleting } from './errors.ts'
import { jsonProblem } from './json-text.ts'
import { findTarget, revisionOf } from './lookup.ts'
import { checkName } from './names.ts'
import type { StepFunctionsContext } from './operation.ts'
import { pickVersion } from './routing.ts'
import { present } from './wire.ts'

interface Request {
  stateMachineArn: string
  name: string | undefined
  input: string | undefined
  traceHeader: string | undefined
  startedBy?: string
}

/** What a start asks for, checked. The state machine's ARN, a version's and an alias's lead to the revision to run. */
export function planStart(context: StepFunctionsContext, request: Request): StartPlan {
  const { name = randomUUID(), input = '{}' } = request
  checkName(name)
  checkInput(input)
  const { machine, version, alias } = findTarget(context, request.stateMachineArn)
  if (machine.deleting) throw stateMachineDeleting(machine.arn)
  const versionArn = version?.arn ?? (alias && pickVersion(alias.routing, context.random()))
  const routed = machine.versions.find(({ arn }) => arn === versionArn)
  const revision = revisionOf(context, routed?.revision ?? machine.revision)
  const arn =
    machine.type === 'EXPRESS'
      ? expressArn(context.region, machine.name, name, randomUUID())
      : executionArn(context.region, machine.name, name)
  return {
    arn,
    name,
    stateMachineArn: machine.arn,
    ...(routed && { stateMachineVersionArn: routed.arn }),
    ...(alias && { stateMachineAliasArn: alias.arn }),
    ...present({ traceHeader: request.traceHeader, startedBy: request.startedBy }),
    revision,
    input,
  }
}

function checkInput(input: string): void {
  if (input === '') throw invalidExecutionInput('Invalid execution input.')
  const problem = jsonProblem(input) ?? unsupportedJson(input)
  if (problem !== undefined) throw invalidExecutionInput(problem)
}
