import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

interface NoticeProps {
  title: string
  children?: ReactNode
  /** What can be done about it. */
  action?: ReactNode
  icon?: IconName
  /** It stands instead of a whole page. */
  page?: boolean
}

/** What is shown instead of content that does not exist. */
export function Notice({ title, children, action, icon = 'dash', page = false }: NoticeProps) {
  const Title = page ? 'h1' : 'p'
  return (
    <div className="notice">
      <span className="notice-icon">
        <Icon name={icon} size={20} />
      </span>
      <Title className="notice-title">{title}</Title>
      {children !== undefined && <div className="notice-text">{children}</div>}
      {action}
    </div>
  )
}

export function ErrorNotice({ error, retry }: { error: Error; retry: () => void }) {
  const unreachable = error.name === 'Unreachable'
  return (
    <div role="alert">
      <Notice
        icon="cross"
        title={unreachable ? 'No answer' : error.name}
        action={
          <button type="button" className="button" onClick={retry}>
            <Icon name="redrive" /> Try again
          </button>
        }
      >
        {error.message}
      </Notice>
    </div>
  )
}

/** Grey lines of about the size of what is to come. */
export function Skeleton({ lines = 4, label }: { lines?: number; label: string }) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} style={{ width: `${92 - ((line * 23) % 45)}%` }} />
      ))}
    </div>
  )
}
