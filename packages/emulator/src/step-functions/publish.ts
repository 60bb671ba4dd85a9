import type { StateMachine, Version } from '../state-machines/state-machine.ts'
import { quotaExceeded, validationException } from './errors.ts'
import { present } from './wire.ts'

const MAX_VERSIONS = 1000

/** The state machine with a version of its current revision. Publishing one revision twice gives the same version. */
export function publish(
  machine: StateMachine,
  nowMs: number,
  description: string | undefined,
): { machine: StateMachine; version: Version } {
  const existing = machine.versions.find(({ revision }) => revision === machine.revision)
  if (existing !== undefined) return { machine, version: existing }
  if (machine.versions.length >= MAX_VERSIONS) {
    throw quotaExceeded(`A state machine can have ${MAX_VERSIONS} versions at most. Delete some of '${machine.arn}'.`)
  }
  const number = machine.nextVersion
  const version: Version = {
    arn: `${machine.arn}:${number}`,
    number,
    revision: machine.revision,
    creationMs: nowMs,
    ...present({ description }),
  }
  // The newest is listed first.
  return { machine: { ...machine, versions: [version, ...machine.versions], nextVersion: number + 1 }, version }
}

export function checkVersionDescription(request: {
  publish: boolean | undefined
  versionDescription: string | undefined
}): void {
  if (request.versionDescription !== undefined && request.publish !== true) {
    throw validationException('Version description can only be set when publish is true')
  }
}
