import { readFileSync } from 'node:fs'
import { lambdas } from 'workflow'

/** Which published version of a function is live, by stage and function, where that is not the newest. */
export type Pins = Record<string, Record<string, string>>

/** Reads pins.json, where rollbacks are written down. Throws on a function that does not exist and on what is no version. */
export function readPins(path: string): Pins {
  return parsePins(JSON.parse(readFileSync(path, 'utf8')))
}

export function parsePins(value: unknown): Pins {
  return Object.fromEntries(
    entriesOf(value, 'pins.json').map(([stage, functions]) => [
      stage,
      Object.fromEntries(entriesOf(functions, `"${stage}" in pins.json`).map(pinOf)),
    ]),
  )
}

function pinOf([name, version]: [string, unknown]): [string, string] {
  if (!lambdas.some((manifest) => manifest.name === name)) {
    throw new Error(`pins.json pins "${name}": expected one of ${lambdas.map((manifest) => manifest.name).join(', ')}.`)
  }
  if (typeof version !== 'string' || !/^[1-9]\d*$/.test(version)) {
    throw new Error(`pins.json pins ${name} to ${JSON.stringify(version)}: expected a published version, such as "3".`)
  }
  return [name, version]
}

function entriesOf(value: unknown, what: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} is no object.`)
  return Object.entries(value)
}
