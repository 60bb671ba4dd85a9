import { validationError } from './errors.ts'

/** ReturnValuesOnConditionCheckFailure, which dynalite does not know. True: hand back the item as it stands. */
export function returnsItemOnFailure(value: unknown): boolean {
  if (value == null || value === 'NONE') return false
  if (value === 'ALL_OLD') return true
  throw validationError(
    `1 validation error detected: Value '${value}' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]`,
  )
}
