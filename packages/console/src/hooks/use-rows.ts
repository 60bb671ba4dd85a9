import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useRef } from 'react'

/** Below this many rows all are drawn: find-in-page then finds them, too. */
const DRAWN_WHOLE = 150

export interface Rows {
  scroller: RefObject<HTMLDivElement | null>
  /** The rows to draw, by their index, and the height of those before and after them. */
  shown: readonly number[]
  beforePx: number
  afterPx: number
}

/** Which rows of a long list have to be drawn. `focused` is kept in view. */
export function useRows(count: number, rowPx: number, focused = -1): Rows {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 12,
    enabled: count > DRAWN_WHOLE,
  })
  useEffect(() => {
    if (focused >= 0 && count > DRAWN_WHOLE) virtualizer.scrollToIndex(focused, { align: 'auto' })
  }, [focused, count, virtualizer])
  if (count <= DRAWN_WHOLE) {
    return { scroller, shown: Array.from({ length: count }, (_, index) => index), beforePx: 0, afterPx: 0 }
  }
  const items = virtualizer.getVirtualItems()
  return {
    scroller,
    shown: items.map(({ index }) => index),
    beforePx: items[0]?.start ?? 0,
    afterPx: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
  }
}
