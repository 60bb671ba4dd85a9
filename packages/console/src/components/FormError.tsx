import { errorText } from '../api/call.ts'
import { Icon } from './Icon.tsx'

/** What went wrong with what was just asked for. */
export function FormError({ error }: { error: Error | null }) {
  if (error === null) return null
  return (
    <p role="alert" className="check tone-bad">
      <Icon name="cross" size={14} /> {errorText(error)}
    </p>
  )
}
