import { STEP_LOOKS } from '../../model/status.ts'
import { StatusMark } from '../StatusMark.tsx'

const SHOWN = ['succeeded', 'running', 'retrying', 'failed', 'caught', 'aborted', 'notReached'] as const

export function Legend() {
  return (
    <ul className="legend" aria-label="Legend">
      {SHOWN.map((status) => (
        <li key={status}>
          <StatusMark look={STEP_LOOKS[status]} />
        </li>
      ))}
    </ul>
  )
}
