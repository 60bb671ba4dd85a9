import { ArgumentError } from '../argument-error.ts'

/** `json` takes any value: AWS serialises what is no text (LocalStack's snapshots), and passes a text on as it stands. */
type Kind = 'text' | 'required text' | 'json' | 'required json'

type Read<Fields extends Record<string, Kind>> = {
  [Name in keyof Fields]: Fields[Name] extends `required ${string}` ? string : string | undefined
}

/** The arguments of a task, as texts; null is as good as left out. Throws an `ArgumentError`. */
export function readTaskArguments<const Fields extends Record<string, Kind>>(
  input: string,
  fields: Fields,
): Read<Fields> {
  const given: unknown = JSON.parse(input)
  const values = typeof given === 'object' && given !== null ? Object.entries(given) : []
  const read: Record<string, string> = {}
  for (const [name, value] of values) {
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (kind === undefined) throw new ArgumentError(`The field "${name}" is not supported by Step Functions`)
    if (value === null) continue
    if (typeof value !== 'string' && !kind.endsWith('json')) {
      throw new ArgumentError(`The value for the field '${name}' must be a STRING`)
    }
    read[name] = typeof value === 'string' ? value : JSON.stringify(value)
  }
  const missing = Object.keys(fields).find((name) => fields[name]?.startsWith('required') && read[name] === undefined)
  if (missing !== undefined) throw new ArgumentError(`The field '${missing}' is required but was missing`)
  return read as Read<Fields>
}
