/** What a cause says to people: the message in what a Lambda reports as JSON, or the text as it is. */
export function messageIn(cause: string): string {
  try {
    const report = JSON.parse(cause) as { errorMessage?: unknown } | null
    return typeof report?.errorMessage === 'string' ? report.errorMessage : cause
  } catch {
    return cause
  }
}
