/** A condition of a write does not hold: somebody else was first, or what was expected is not there. */
export function isConditionFailed(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException'
}

/** A transaction was cancelled: a condition of it does not hold, or somebody else writes the same items. */
export function isTransactionCancelled(error: unknown): boolean {
  return error instanceof Error && error.name === 'TransactionCanceledException'
}
