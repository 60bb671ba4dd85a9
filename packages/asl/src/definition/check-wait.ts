import type { Subject } from './check-state.ts'
import { parseTimestamp } from './timestamp.ts'

const MAX_SECONDS = 99_999_999

export function checkWait({ report, state, location, templates }: Subject): void {
  const { Seconds, Timestamp } = state
  if ((Seconds === undefined) === (Timestamp === undefined)) {
    report.schema('There must be exactly one of the following fields: [Seconds, Timestamp]', location)
    return
  }
  if (Seconds !== undefined) {
    const at = `${location}/Seconds`
    templates.valueOr(Seconds, at, () => report.integer(Seconds, { min: 0, max: MAX_SECONDS }, at))
  }
  if (Timestamp === undefined) return
  const at = `${location}/Timestamp`
  templates.valueOr(Timestamp, at, () => {
    if (report.string(Timestamp, at) && parseTimestamp(Timestamp) === undefined) {
      report.schema('Value is not an ISO-8601 extended offset date-time', at)
    }
  })
}
