import type { Diagram } from './diagram.ts'
import { type LayoutOptions, layoutOf } from './layout.ts'
import type { Layout } from './placed.ts'

/** From every edge as a line to hardly any: each is narrower than the one before. */
const STEPS: readonly LayoutOptions[] = [
  {},
  { limits: { into: 3, outOf: 6 } },
  { limits: { into: 2, outOf: 4 } },
  { limits: { into: 2, outOf: 2 } },
  { limits: { into: 2, outOf: 2 }, stacked: true },
  { limits: { into: 1, outOf: 1 }, stacked: true },
]

/** The layout with the most lines that is not wider than this; the narrowest, if all are. */
export function layoutWithin(diagram: Diagram, widest: number): Layout {
  const layouts: Layout[] = []
  for (const step of STEPS) {
    const layout = layoutOf(diagram, { ...step, widest })
    if (layout.width <= widest) return layout
    layouts.push(layout)
  }
  return layouts.reduce((narrowest, layout) => (layout.width < narrowest.width ? layout : narrowest))
}
