import type { Size } from './size.ts'

/** Names of states are 14 px high at a zoom of 1. */
const LEGIBLE = 0.75
const LARGEST_AT_FIRST = 1.05
const LIMITS = { least: 0.05, most: 2 }
const PADDING = 16

export const STEP_FACTOR = 1.25

/** How wide a graph may be to be seen whole and legible in a frame of a width. */
export function legibleWidth(widthPx: number): number {
  return (widthPx - 2 * PADDING) / LEGIBLE
}

/** At which the whole width of a graph is seen. */
export function wholeZoom(graph: Size, widthPx: number): number {
  return Math.min(LARGEST_AT_FIRST, (widthPx - 2 * PADDING) / graph.width)
}

/**
 * How a graph is drawn in a frame of a width: as large as fits, but legible, unless somebody wants another zoom. Where it is wider than
 * the frame, it is scrolled.
 */
export function framed(graph: Size, widthPx: number, wantedZoom?: number) {
  const fitting = Math.max(LEGIBLE, wholeZoom(graph, widthPx))
  const zoom = Math.min(LIMITS.most, Math.max(LIMITS.least, wantedZoom ?? fitting))
  const width = Math.max(widthPx, graph.width * zoom + 2 * PADDING)
  const height = Math.ceil(graph.height * zoom + 2 * PADDING)
  return { width, height, viewport: { x: (width - graph.width * zoom) / 2, y: PADDING, zoom } }
}
