/** How a Task's Resource is run and recorded. To support another integration, add it to a table below. */
export type TaskKind =
  | { kind: 'function' }
  | {
      kind: 'service'
      /** As the history names them, e.g. `lambda` and `invoke.waitForTaskToken`. */
      resourceType: string
      resource: string
      waitForTaskToken: boolean
      arguments?: ArgumentFields
    }

export interface ArgumentFields {
  required: readonly string[]
  allowed: readonly string[]
}

interface Service {
  actions: ReadonlySet<string>
  /** The optimised DynamoDB integration answers at once; it has no callback. */
  callback: boolean
  arguments?: ArgumentFields
}

const LAMBDA_ARGUMENTS: ArgumentFields = {
  required: ['FunctionName'],
  allowed: ['FunctionName', 'Payload', 'ClientContext', 'InvocationType', 'LogType', 'Qualifier'],
}

/** Those that a local DynamoDB can answer: what is not in this list is refused with the definition, not when it runs. */
const DYNAMODB_ACTIONS = [
  ...['batchGetItem', 'batchWriteItem', 'deleteItem', 'describeTable', 'describeTimeToLive', 'getItem', 'listTables'],
  ...['putItem', 'query', 'scan', 'transactGetItems', 'transactWriteItems', 'updateItem'],
]

/** By the resourceType that the history records. */
const SERVICES: Readonly<Record<string, Service>> = {
  lambda: { actions: new Set(['invoke']), callback: true, arguments: LAMBDA_ARGUMENTS },
  dynamodb: { actions: new Set(['getItem', 'putItem', 'updateItem', 'deleteItem']), callback: false },
  'aws-sdk:dynamodb': { actions: new Set(DYNAMODB_ACTIONS), callback: true },
}

const FUNCTION_ARN = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:(\$LATEST|[\w-]+))?$/
const SERVICE_ARN = /^arn:aws[a-z-]*:states:::(aws-sdk:[a-z0-9]+|[a-z0-9]+):([a-zA-Z]+)(\.\w+(?::\d)?)?$/
const CALLBACK = '.waitForTaskToken'

/** Undefined for a Resource that this engine does not run. */
export function readResource(resource: string): TaskKind | undefined {
  if (FUNCTION_ARN.test(resource)) return { kind: 'function' }
  const [, resourceType = '', action = '', suffix = ''] = SERVICE_ARN.exec(resource) ?? []
  const service = Object.hasOwn(SERVICES, resourceType) ? SERVICES[resourceType] : undefined
  if (service === undefined || !service.actions.has(action)) return undefined
  if (suffix !== '' && !(suffix === CALLBACK && service.callback)) return undefined
  return {
    kind: 'service',
    resourceType,
    resource: `${action}${suffix}`,
    waitForTaskToken: suffix === CALLBACK,
    ...(service.arguments === undefined ? {} : { arguments: service.arguments }),
  }
}
