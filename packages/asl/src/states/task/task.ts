import { evaluatedInteger, evaluatedText } from '../../definition/evaluated.ts'
import { exitFields, MOVING, type MovingFields, type TransformingFields } from '../../definition/exit.ts'
import {
  type ExpressionText,
  type FieldValues,
  isObject,
  type Json,
  onlyIn,
  optional,
  readFields,
  required,
} from '../../definition/fields.ts'
import { MAX_SECONDS, type Reader } from '../../definition/readers.ts'
import { RECOVERING, type RecoveringFields, recoveryOf } from '../../definition/recovery.ts'
import { pathRefusal } from '../../definition/refusal.ts'
import { type AnyState, stateType } from '../../definition/state-type.ts'
import { template } from '../../definition/template.ts'
import { isTooLarge, JsonDocument } from '../../document.ts'
import { dataLimitFailure } from '../../failure.ts'
import { evaluateTemplate } from '../../jsonata/template.ts'
import type { Fail, RunTask, StateContext } from '../../outcome.ts'
import { checkArguments } from './arguments.ts'
import { resource } from './resource.ts'
import { eventsOf, scheduledDetails } from './task-events.ts'

export interface TaskState extends AnyState, TransformingFields, MovingFields, RecoveringFields {
  Type: 'Task'
  Resource: string
  Arguments?: Json
  TimeoutSeconds?: number | ExpressionText
  HeartbeatSeconds?: number | ExpressionText
  Credentials?: { RoleArn: string }
  /** The templates of a JSONPath state. Only literals are supported: no key may end in `.$`. */
  Parameters?: Json
  ResultSelector?: Json
}

const seconds = evaluatedInteger({ min: 0, literalMin: 1, max: MAX_SECONDS })

const credentials: Reader<FieldValues<typeof CREDENTIALS>> = (value, cursor) => {
  if (!isObject(value) || value.RoleArn !== undefined) return readFields(CREDENTIALS, value, cursor)
  const isPath = !cursor.scope.jsonata && value['RoleArn.$'] !== undefined
  return cursor.refuse(isPath ? pathRefusal('RoleArn.$') : "The field 'RoleArn' is required but was missing")
}
const CREDENTIALS = { RoleArn: required(evaluatedText) }

const FIELDS = {
  ...MOVING,
  ...exitFields('result'),
  ...RECOVERING,
  Resource: required(resource),
  Arguments: onlyIn('JSONata', template),
  TimeoutSeconds: optional(seconds),
  HeartbeatSeconds: optional(seconds),
  Credentials: optional(credentials),
  Parameters: onlyIn('JSONPath', template),
  ResultSelector: onlyIn('JSONPath', template),
}

export const task = stateType({
  type: 'Task',
  aborted: ['stopped', 'failed'],
  fields: FIELDS,
  check({ Resource }, cursor, state) {
    const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = state
    if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout) {
      cursor.at('HeartbeatSeconds').refuse("'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'")
    }
    const field = cursor.scope.jsonata ? 'Arguments' : 'Parameters'
    if (Resource !== undefined) checkArguments(Resource, state[field], cursor.at(field))
  },
  compile: (fields, { name }) => ({
    exit: { output: fields.Output ?? fields.ResultSelector, assign: fields.Assign, next: fields.Next },
    recovery: recoveryOf(fields),
    execute: (context) => execute(context, fields, name),
  }),
})

async function execute(
  context: StateContext,
  fields: FieldValues<typeof FIELDS>,
  name: string,
): Promise<RunTask | Fail> {
  const { Resource, Arguments, Parameters, TimeoutSeconds, HeartbeatSeconds, Credentials } = fields
  const isCallback = Resource.kind === 'service' && Resource.waitForTaskToken
  const token = isCallback ? { taskToken: context.taskToken() } : {}
  const bindings = context.bindings(token)
  const given = Arguments ?? Parameters
  const { text: input } =
    given === undefined ? context.input : JsonDocument.ofValue(await evaluateTemplate(given, bindings))
  const timeoutSeconds = TimeoutSeconds && (await TimeoutSeconds.evaluate(bindings))
  const heartbeatSeconds = HeartbeatSeconds && (await HeartbeatSeconds.evaluate(bindings))
  const roleArn = Credentials && (await Credentials.RoleArn.evaluate(bindings))
  if (isTooLarge(input)) return { kind: 'fail', failure: dataLimitFailure(name) }
  const role = roleArn === undefined ? {} : { credentialsRoleArn: roleArn }
  return {
    kind: 'runTask',
    call: { resource: Resource.arn, input, ...token, ...role },
    events: eventsOf(Resource),
    scheduled: scheduledDetails(Resource, { input, timeoutSeconds, heartbeatSeconds, roleArn }, context.region),
    ...(timeoutSeconds === undefined ? {} : { timeoutMs: timeoutSeconds * 1000 }),
    ...(isCallback && heartbeatSeconds !== undefined ? { heartbeatMs: heartbeatSeconds * 1000 } : {}),
  }
}
