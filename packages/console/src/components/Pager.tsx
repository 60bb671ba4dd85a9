import { useState } from 'react'
import { formatCount } from '../model/format.ts'
import { Icon } from './Icon.tsx'

interface PagerProps {
  text: string
  onNewer?: (() => void) | undefined
  onOlder?: (() => void) | undefined
}

export function Pager({ text, onNewer, onOlder }: PagerProps) {
  return (
    <nav className="pager" aria-label="Pages">
      <span role="status">{text}</span>
      <button type="button" className="button" disabled={onNewer === undefined} onClick={onNewer}>
        <Icon name="back" /> Newer
      </button>
      <button type="button" className="button" disabled={onOlder === undefined} onClick={onOlder}>
        Older <Icon name="chevron" />
      </button>
    </nav>
  )
}

/** One page of a list that is whole, and what turns its pages. */
export function usePages<T>(all: readonly T[], pageSize: number) {
  const [page, setPage] = useState(0)
  const last = Math.max(0, Math.ceil(all.length / pageSize) - 1)
  const shown = Math.min(page, last)
  const first = shown * pageSize
  const items = all.slice(first, first + pageSize)
  return {
    items,
    pager: {
      text: `${formatCount(first + 1)}–${formatCount(first + items.length)} of ${formatCount(all.length)}`,
      onNewer: shown > 0 ? () => setPage(shown - 1) : undefined,
      onOlder: shown < last ? () => setPage(shown + 1) : undefined,
    },
  }
}
