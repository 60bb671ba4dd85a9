import type { StatusLook } from '../model/status.ts'
import { Icon } from './Icon.tsx'

/** The sign of a status in its colour. Its word must stand beside it, or be its label. */
export function StatusSign({ look, label }: { look: StatusLook; label?: string }) {
  return (
    <span className={`sign tone-${look.tone}`} {...(label === undefined ? {} : { role: 'img', 'aria-label': label })}>
      {look.sign === 'spin' ? <span className="spinner" /> : <Icon name={look.sign} size={12} />}
    </span>
  )
}

export function StatusMark({ look }: { look: StatusLook }) {
  return (
    <span className={`status tone-${look.tone}`}>
      <StatusSign look={look} />
      {look.label}
    </span>
  )
}
