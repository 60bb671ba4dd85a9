/** Metadata of the server of this page: a file beside the page, for which `enroll console` answers its own. */
export interface Settings {
  /** Nothing may be started, stopped or redriven from here. */
  readOnly: boolean
  /** Where the executions are, as the page shows it: `this machine`, `AWS profile staff, eu-central-1`. */
  location: string
  /** The state machine that is shown first. */
  stateMachine: string
  /** The table with courses, enrollments and records. Taken from the definition where it is left out. */
  tableName?: string
  /** The server runs batches, renames and imports students. */
  administration?: boolean
  /** Who looks at the page, as the server knows it. */
  requestedBy?: string
}

const DEFAULTS: Settings = { readOnly: false, location: 'this machine', stateMachine: 'course-enrollment' }

export async function readSettings(): Promise<Settings> {
  const response = await fetch('settings.json', { cache: 'no-store' }).catch(() => undefined)
  if (!response?.ok) return DEFAULTS
  return { ...DEFAULTS, ...((await response.json().catch(() => ({}))) as Partial<Settings>) }
}
