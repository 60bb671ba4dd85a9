import type { TaskNode } from '../../definition/program.ts'
import { isTooLarge, JsonDocument } from '../../document.ts'
import { dataLimitFailure } from '../../failure.ts'
import { fieldOf, integerOf, MAX_SECONDS } from '../../field-values.ts'
import type { Bindings } from '../../jsonata/expression.ts'
import { evaluateTemplate } from '../../jsonata/template.ts'
import type { Fail, RunTask, StateContext, TaskEvents } from '../../outcome.ts'

export async function executeTask(node: TaskNode, context: StateContext): Promise<RunTask | Fail> {
  const { task, resource } = node
  const callback = task.kind === 'service' && task.waitForTaskToken
  const token = callback ? { taskToken: context.taskToken() } : {}
  const order = await readOrder(node, context, context.bindings(token))
  const { input, timeoutSeconds, heartbeatSeconds, roleArn } = order
  if (isTooLarge(input)) return { kind: 'fail', failure: dataLimitFailure(node.name) }
  const credentials = roleArn === undefined ? {} : { credentialsRoleArn: roleArn }
  return {
    kind: 'runTask',
    call: { resource, input, ...token, ...credentials },
    events: eventsOf(node),
    scheduled: scheduledDetails(node, order, context.region),
    ...(timeoutSeconds === undefined ? {} : { timeoutMs: timeoutSeconds * 1000 }),
    ...(callback && heartbeatSeconds !== undefined ? { heartbeatMs: heartbeatSeconds * 1000 } : {}),
  }
}

interface Order {
  input: string
  timeoutSeconds?: number
  heartbeatSeconds?: number
  roleArn?: string
}

async function readOrder(node: TaskNode, context: StateContext, bindings: Bindings): Promise<Order> {
  const { arguments: template, timeoutSeconds, heartbeatSeconds, credentialsRoleArn } = node
  const input =
    template === undefined ? context.input : JsonDocument.ofValue(await evaluateTemplate(template, bindings))
  const order: Order = { input: input.text }
  const seconds = (name: string) => ({ name, min: 0, max: MAX_SECONDS })
  if (timeoutSeconds !== undefined) {
    order.timeoutSeconds = await integerOf(timeoutSeconds, bindings, seconds('TimeoutSeconds'))
  }
  if (heartbeatSeconds !== undefined) {
    order.heartbeatSeconds = await integerOf(heartbeatSeconds, bindings, seconds('HeartbeatSeconds'))
  }
  if (credentialsRoleArn !== undefined) order.roleArn = await fieldOf<string>(credentialsRoleArn, bindings, 'string')
  return order
}

/** AWS names a function by its ARN where its result is too large, and a service by its resource type. */
function eventsOf({ task, resource }: TaskNode): TaskEvents {
  if (task.kind === 'function') return { prefix: 'LambdaFunction', subject: resource }
  const { resourceType } = task
  return { prefix: 'Task', names: { resource: task.resource, resourceType }, subject: resourceType }
}

function scheduledDetails({ task, resource }: TaskNode, order: Order, region: string): Record<string, unknown> {
  const { input, timeoutSeconds, heartbeatSeconds, roleArn } = order
  const limits = {
    ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
    ...(roleArn === undefined ? {} : { taskCredentials: { roleArn } }),
  }
  if (task.kind === 'function') return { input, inputDetails: { truncated: false }, resource, ...limits }
  return {
    parameters: input,
    region,
    resource: task.resource,
    resourceType: task.resourceType,
    ...limits,
    ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
  }
}
