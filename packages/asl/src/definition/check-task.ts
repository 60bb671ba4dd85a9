import { refuseUnknown } from './check-recovery.ts'
import type { Subject } from './check-state.ts'
import { isObject } from './report.ts'
import { readResource } from './resources.ts'

const MAX_SECONDS = 99_999_999

export function checkTask(subject: Subject): void {
  const { report, state, location, templates } = subject
  for (const field of ['TimeoutSeconds', 'HeartbeatSeconds']) {
    const value = state[field]
    if (value === undefined) continue
    const at = `${location}/${field}`
    templates.valueOr(value, at, () => report.integer(value, { min: 1, max: MAX_SECONDS }, at))
  }
  const { TimeoutSeconds, HeartbeatSeconds } = state
  if (
    typeof TimeoutSeconds === 'number' &&
    typeof HeartbeatSeconds === 'number' &&
    HeartbeatSeconds >= TimeoutSeconds
  ) {
    report.schema("'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'", `${location}/HeartbeatSeconds`)
  }
  checkCredentials(subject)
  checkResource(subject)
}

function checkCredentials({ report, state, location, templates }: Subject): void {
  if (state.Credentials === undefined) return
  const at = `${location}/Credentials`
  const credentials = report.object(state.Credentials, at)
  if (credentials === undefined) return
  refuseUnknown(report, credentials, ['RoleArn'], at)
  const { RoleArn } = credentials
  if (RoleArn === undefined) report.schema('These fields are required: [RoleArn]', at)
  else templates.valueOr(RoleArn, `${at}/RoleArn`, () => report.string(RoleArn, `${at}/RoleArn`))
}

function checkResource({ report, state, location, type, templates }: Subject): void {
  const { Resource } = state
  const at = `${location}/Resource`
  if (Resource === undefined) {
    report.schema('These fields are required: [Resource]', location)
    return
  }
  if (!report.string(Resource, at)) return
  const task = readResource(Resource)
  if (task === undefined) {
    report.schema(`The resource provided ${Resource} is not supported here. ${SUPPORTED}`, at)
    return
  }
  if (task.kind === 'function') return
  if (task.waitForTaskToken && type === 'EXPRESS') {
    report.schema("Express state machine does not support '.waitForTaskToken' service integration", at)
  }
  const field = templates.jsonata ? 'Arguments' : 'Parameters'
  const given = state[field]
  if (task.arguments === undefined || !isObject(given)) return
  for (const name of task.arguments.required) {
    if (given[name] === undefined) {
      report.schema(`The field '${name}' is required but was missing`, `${location}/${field}`)
    }
  }
  for (const name of Object.keys(given)) {
    if (!task.arguments.allowed.includes(name)) {
      report.schema(`The field '${name}' is not supported by Step Functions`, `${location}/${field}`)
    }
  }
}

const SUPPORTED =
  'Supported are function ARNs, lambda:invoke, dynamodb:{get,put,update,delete}Item and aws-sdk:dynamodb actions.'
