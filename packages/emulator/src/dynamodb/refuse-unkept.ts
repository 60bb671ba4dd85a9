import type { Input } from './dynalite.ts'
import { validationError } from './errors.ts'

/** What of a table would change how it works, and is not done here: better no table than another one. */
const UNKEPT: Record<string, (value: unknown) => boolean> = {
  StreamSpecification: (value) => (value as { StreamEnabled?: boolean } | null)?.StreamEnabled === true,
  DeletionProtectionEnabled: (value) => value === true,
  ResourcePolicy: (value) => value != null,
  GlobalTableSourceArn: (value) => value != null,
}

/** Refuses by name what CreateTable or UpdateTable would pass over. */
export function refuseUnkept(input: Input): void {
  for (const [name, matters] of Object.entries(UNKEPT)) {
    if (matters(input[name])) throw validationError(`${name} is not supported here`)
  }
}
