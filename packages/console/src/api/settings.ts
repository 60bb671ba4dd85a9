/** What the server of this page says of itself: a file beside the page, which `enroll console` answers with its own. */
export interface Settings {
  /** Nothing may be started, stopped or redriven from here. */
  readOnly: boolean
  /** Where the executions are, for people: `this machine`, `AWS profile staff, eu-central-1`. */
  place: string
  /** The state machine that is shown first. */
  stateMachine: string
  /** The table with courses, enrollments and records. Taken from the definition where it is left out. */
  tableName?: string
}

const DEFAULTS: Settings = { readOnly: false, place: 'this machine', stateMachine: 'course-enrollment' }

export async function readSettings(): Promise<Settings> {
  const response = await fetch('settings.json', { cache: 'no-store' }).catch(() => undefined)
  if (!response?.ok) return DEFAULTS
  return { ...DEFAULTS, ...((await response.json().catch(() => ({}))) as Partial<Settings>) }
}
