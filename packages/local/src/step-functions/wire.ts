/** Epoch seconds with milliseconds, as timestamps travel in JSON 1.0. */
export function wireTime(epochMs: number): number {
  return epochMs / 1000
}

/** Without the members that are undefined, as JSON would leave them out anyway; the types then say so too. */
export function present<T extends object>(members: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
