/** Epoch seconds with milliseconds, as timestamps travel in JSON 1.0. */
export function wireTime(epochMs: number): number {
  return epochMs / 1000
}

/** Without the members that are undefined, for what is not written as JSON at once, which leaves them out by itself. */
export function present<T extends object>(members: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
