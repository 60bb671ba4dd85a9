import { LambdaError } from './errors.ts'

/** `value`, if the API knows it for this member. */
export function oneOf<T extends string>(member: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value)
  if (found !== undefined) return found
  throw new LambdaError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(', ')}]`,
    400,
  )
}

export const invocationTypes = ['RequestResponse', 'Event', 'DryRun'] as const
export const functionVersions = ['ALL'] as const
export const logTypes = ['None', 'Tail'] as const
