import type { TaskNode } from '../../definition/program.ts'
import type { Command } from '../../execution.ts'
import type { Bindings } from '../../jsonata/expression.ts'
import { evaluateTemplate } from '../../jsonata/template.ts'
import { bindingsOf } from '../bindings.ts'
import { Doc, isTooLarge } from '../doc.ts'
import { dataLimitFailure, StateFailed } from '../failure.ts'
import { fieldOf, integerOf, MAX_SECONDS } from '../fields.ts'
import type { Frame, TaskWait } from '../frame.ts'
import { makeTaskToken } from '../random.ts'
import type { Run } from '../run.ts'
import { nodeOf } from './node-of.ts'

/** Schedules the task. Its Started event belongs to the same turn: there is nothing between the two here. */
export async function executeTask(run: Run, frame: Frame): Promise<void> {
  const node = nodeOf(frame, 'Task')
  const { task } = node
  const callback = task.kind === 'service' && task.waitForTaskToken
  const taskToken = callback ? makeTaskToken(run.context, run.nextId) : undefined
  const order = await readOrder(node, frame, bindingsOf(run, frame, taskToken === undefined ? {} : { taskToken }))
  if (isTooLarge(order.input)) throw new StateFailed(dataLimitFailure(node.name))

  const { scheduled, started } = taskEvents(node, order, run.context.region)
  const id = run.emit(scheduled.type, frame.previousEventId, scheduled.details)
  frame.previousEventId = run.emit(started.type, id, started.details)
  const wait: TaskWait = {
    kind: 'task',
    id,
    input: order.input,
    ...(taskToken === undefined ? {} : { taskToken }),
    ...(order.roleArn === undefined ? {} : { credentialsRoleArn: order.roleArn }),
    ...(callback && order.heartbeatSeconds !== undefined ? { heartbeatMs: order.heartbeatSeconds * 1000 } : {}),
    submitted: false,
  }
  frame.visit.waitingFor = wait
  frame.status = 'waiting'
  run.tasks.set(id, frame)
  run.command(runTaskCommand(node, wait))
  if (order.timeoutSeconds !== undefined) {
    run.setTimer(`timeout-${id}`, run.nowMs + order.timeoutSeconds * 1000, { kind: 'timeout', task: id })
  }
  if (wait.heartbeatMs !== undefined) {
    run.setTimer(`heartbeat-${id}`, run.nowMs + wait.heartbeatMs, { kind: 'heartbeat', task: id })
  }
}

export function runTaskCommand({ resource }: TaskNode, wait: TaskWait): Extract<Command, { type: 'runTask' }> {
  const { id, input, taskToken, credentialsRoleArn } = wait
  return {
    type: 'runTask',
    task: id,
    resource,
    input,
    ...(taskToken === undefined ? {} : { taskToken }),
    ...(credentialsRoleArn === undefined ? {} : { credentialsRoleArn }),
  }
}

interface Order {
  input: string
  timeoutSeconds?: number
  heartbeatSeconds?: number
  roleArn?: string
}

async function readOrder(node: TaskNode, { visit }: Frame, bindings: Bindings): Promise<Order> {
  const { arguments: template, timeoutSeconds, heartbeatSeconds, credentialsRoleArn } = node
  const input = template === undefined ? visit.input : Doc.ofValue(await evaluateTemplate(template, bindings))
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

interface Recorded {
  type: string
  details?: Record<string, unknown>
}

function taskEvents(
  { task, resource }: TaskNode,
  order: Order,
  region: string,
): { scheduled: Recorded; started: Recorded } {
  const { input, timeoutSeconds, heartbeatSeconds, roleArn } = order
  const limits = {
    ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
    ...(roleArn === undefined ? {} : { taskCredentials: { roleArn } }),
  }
  if (task.kind === 'function') {
    return {
      scheduled: {
        type: 'LambdaFunctionScheduled',
        details: { input, inputDetails: { truncated: false }, resource, ...limits },
      },
      started: { type: 'LambdaFunctionStarted' },
    }
  }
  const names = { resource: task.resource, resourceType: task.resourceType }
  const heartbeat = heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }
  return {
    scheduled: { type: 'TaskScheduled', details: { parameters: input, region, ...names, ...limits, ...heartbeat } },
    started: { type: 'TaskStarted', details: names },
  }
}
