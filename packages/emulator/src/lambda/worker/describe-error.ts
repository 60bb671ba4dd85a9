/** An error as Lambda's payloads have it. */
export interface ErrorDescription {
  errorType: string
  errorMessage: string
  trace: string[]
}

export type ErrorDescriber = (error: unknown) => ErrorDescription

export function createErrorDescriber(hidePaths: (text: string) => string): ErrorDescriber {
  const clean = (text: string) => hidePaths(text.replaceAll('\x7F', '%7F'))
  return (error) => {
    try {
      if (error instanceof Error) {
        const trace = clean(error.stack ?? '').split('\n')
        return { errorType: clean(error.name), errorMessage: clean(error.message), trace }
      }
      return { errorType: typeof error, errorMessage: clean(String(error)), trace: [] }
    } catch {
      const errorMessage =
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack'
      return { errorType: 'handled', errorMessage, trace: [] }
    }
  }
}

/** An error of the runtime itself. */
export function runtimeError(name: string, message: string, stack?: string): Error {
  return Object.assign(new Error(message), { name, ...(stack !== undefined && { stack }) })
}
