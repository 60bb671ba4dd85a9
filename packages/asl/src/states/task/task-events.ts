import type { TaskEvents } from '../../outcome.ts'
import type { Resource } from './resource.ts'

/** AWS names a function by its ARN where its result is too large, and a service by its resource type. */
export function eventsOf(resource: Resource): TaskEvents {
  if (resource.kind === 'function') return { prefix: 'LambdaFunction', subject: resource.arn }
  const { action, resourceType } = resource
  return { prefix: 'Task', names: { resource: action, resourceType }, subject: resourceType }
}

interface Order {
  input: string
  timeoutSeconds: number | undefined
  heartbeatSeconds: number | undefined
  roleArn: string | undefined
}

/** Details of the Scheduled event. */
export function scheduledDetails(resource: Resource, order: Order, region: string): Record<string, unknown> {
  const { input, timeoutSeconds, heartbeatSeconds, roleArn } = order
  const limits = {
    ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
    ...(roleArn === undefined ? {} : { taskCredentials: { roleArn } }),
  }
  if (resource.kind === 'function') {
    return { input, inputDetails: { truncated: false }, resource: resource.arn, ...limits }
  }
  return {
    parameters: input,
    region,
    resource: resource.action,
    resourceType: resource.resourceType,
    ...limits,
    ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
  }
}
