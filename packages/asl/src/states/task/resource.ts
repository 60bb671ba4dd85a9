import { type Reader, text } from '../../definition/readers.ts'

/** How a Task's Resource is run and recorded. To support another integration, add it to a table below. */
export type Resource =
  | { kind: 'function'; arn: string }
  | {
      kind: 'service'
      arn: string
      /** As the history names them, e.g. `lambda` and `invoke.waitForTaskToken`. */
      resourceType: string
      action: string
      waitForTaskToken: boolean
      arguments?: ArgumentFields
    }

interface ArgumentFields {
  required: readonly string[]
  allowed: readonly string[]
}

interface Service {
  actions: ReadonlySet<string>
  /** The optimised DynamoDB integration answers at once; it has no callback. */
  callback: boolean
  /** By action. */
  arguments?: Readonly<Record<string, ArgumentFields>>
}

const LAMBDA_ARGUMENTS: Service['arguments'] = {
  invoke: {
    required: ['FunctionName'],
    allowed: ['FunctionName', 'Payload', 'ClientContext', 'InvocationType', 'LogType', 'Qualifier'],
  },
}

/** The developer guide's list for the optimised integration: it takes no TraceHeader. */
const STATES_ARGUMENTS: Service['arguments'] = {
  startExecution: { required: ['StateMachineArn'], allowed: ['StateMachineArn', 'Name', 'Input'] },
}

/** The parameters of the operations, all that AWS has. */
const SFN_ARGUMENTS: Service['arguments'] = {
  sendTaskFailure: { required: ['TaskToken'], allowed: ['TaskToken', 'Error', 'Cause'] },
  sendTaskHeartbeat: { required: ['TaskToken'], allowed: ['TaskToken'] },
  sendTaskSuccess: { required: ['TaskToken', 'Output'], allowed: ['TaskToken', 'Output'] },
}

/** Those that a local DynamoDB can answer: what is not in this list is refused with the definition, not when it runs. */
const DYNAMODB_ACTIONS = [
  ...['batchGetItem', 'batchWriteItem', 'deleteItem', 'describeTable', 'describeTimeToLive', 'getItem', 'listTables'],
  ...['putItem', 'query', 'scan', 'transactGetItems', 'transactWriteItems', 'updateItem'],
]

/** By the resourceType that the history records. */
const SERVICES: Readonly<Record<string, Service>> = {
  lambda: { actions: new Set(['invoke']), callback: true, arguments: LAMBDA_ARGUMENTS },
  states: { actions: new Set(['startExecution']), callback: false, arguments: STATES_ARGUMENTS },
  dynamodb: { actions: new Set(['getItem', 'putItem', 'updateItem', 'deleteItem']), callback: false },
  'aws-sdk:sfn': { actions: new Set(Object.keys(SFN_ARGUMENTS)), callback: false, arguments: SFN_ARGUMENTS },
  'aws-sdk:dynamodb': { actions: new Set(DYNAMODB_ACTIONS), callback: true },
}

const FUNCTION_ARN = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:(\$LATEST|[\w-]+))?$/
const SERVICE_ARN = /^arn:aws[a-z-]*:states:::(aws-sdk:[a-z0-9]+|[a-z0-9]+):([a-zA-Z]+)(\.\w+(?::\d)?)?$/
const CALLBACK = '.waitForTaskToken'

const SUPPORTED = `Supported are function ARNs and arn:aws:states::: with ${Object.entries(SERVICES)
  .map(([type, { actions }]) => [...actions].map((action) => `${type}:${action}`).join(', '))
  .join(', ')}; those of lambda and aws-sdk:dynamodb with ${CALLBACK} as well.`

export const resource: Reader<Resource> = (value, cursor) => {
  const arn = text(value, cursor)
  if (arn === undefined) return undefined
  const read = FUNCTION_ARN.test(arn) ? ({ kind: 'function', arn } as const) : serviceOf(arn)
  if (read === undefined) return cursor.refuse(`The resource provided ${arn} is not supported here. ${SUPPORTED}`)
  if (read.kind === 'service' && read.waitForTaskToken && cursor.scope.type === 'EXPRESS') {
    cursor.refuse("Express state machine does not support '.waitForTaskToken' service integration")
  }
  return read
}

function serviceOf(arn: string): Resource | undefined {
  const [, resourceType = '', action = '', suffix = ''] = SERVICE_ARN.exec(arn) ?? []
  const service = Object.hasOwn(SERVICES, resourceType) ? SERVICES[resourceType] : undefined
  if (service === undefined || !service.actions.has(action)) return undefined
  if (suffix !== '' && !(suffix === CALLBACK && service.callback)) return undefined
  const fields = service.arguments?.[action]
  return {
    kind: 'service',
    arn,
    resourceType,
    action: `${action}${suffix}`,
    waitForTaskToken: suffix === CALLBACK,
    ...(fields === undefined ? {} : { arguments: fields }),
  }
}
