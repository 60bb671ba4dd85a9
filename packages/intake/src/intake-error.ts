/**
 * The file as a whole cannot be read on: which row, what is wrong, what was expected. The message quotes no cell. Rows
 * before it may have been read.
 */
export class IntakeError extends Error {
  override name = 'IntakeError'
}
