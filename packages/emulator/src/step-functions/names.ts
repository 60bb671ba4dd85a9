import { invalidName } from './errors.ts'

/** Refuses what a name of a state machine or an execution may not contain (API reference, "name"). Length is the shape's business. */
export function checkName(name: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused.
  if (/[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff\u{10ffff}]/u.test(name))
    throw invalidName(name)
}
