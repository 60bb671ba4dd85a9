import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { lambdas, stateMachines } from 'workflow'
import { jsonObject } from './json-object.ts'
import { knownStages } from './settings.ts'

/** Which published version of a function or state machine is live, by stage and name, where that is not the newest. */
export type Pins = Record<string, Record<string, string>>

/** Reads pins.json, where rollbacks are written down. Throws, in one line, on a name or a version that cannot be. */
export function readPins(path: string): Pins {
  return parsePins(JSON.parse(readFileSync(path, 'utf8')), knownStages())
}

export function parsePins(value: unknown, stages: readonly string[]): Pins {
  const result = v.safeParse(pinsFile(stages), value)
  if (result.success) return result.output
  throw new Error(`infra/pins.json: ${result.issues[0].message}.`)
}

function pinsFile(stages: readonly string[]) {
  const names = [...lambdas.map(({ name }) => name), ...Object.values(stateMachines)]
  const byStage = v.record(
    v.picklist(stages, ({ input }) => `there is no stage "${input}": expected one of ${stages.join(', ')}`),
    v.pipe(
      jsonObject('a stage holds versions by name, such as {"check-name": "3"}'),
      v.record(
        v.picklist(names, ({ input }) => `nothing is called "${input}": expected one of ${names.join(', ')}`),
        v.pipe(v.string(version), v.regex(/^[1-9]\d*$/, version)),
      ),
    ),
  )
  return v.pipe(jsonObject('it holds an object by stage, such as {"prod": {"check-name": "3"}}'), byStage)
}

const version = ({ received }: { received: string }) =>
  `${received} is not a published version: expected one such as "3"`
