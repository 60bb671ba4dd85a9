/** Why the emulator cannot start, in one line: what is wrong and what to do about it. */
export class EmulatorError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EmulatorError'
  }
}

/** The system's error code (`EADDRINUSE`, `EACCES`, …), where there is one. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
