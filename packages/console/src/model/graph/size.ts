import type { DiagramEdge, DiagramNode } from './diagram.ts'

export interface Size {
  width: number
  height: number
}

const STATE = { height: 48, narrowest: 150, widest: 400, characterWidth: 9.2, aside: 72 }
const DOT = 20
const LABEL = { height: 18, characterWidth: 6.2, longest: 22 }
/** An edge that is listed in its state: `condition → Target`. */
const LISTED = { height: 22, characterWidth: 7.2, aside: 50, longestCondition: 34 }
/** Below the last of them. */
const LIST_PADDING = 5

export function sizeOf({ kind, id }: DiagramNode, listed: readonly DiagramEdge[]): Size {
  if (kind !== 'state') return { width: DOT, height: DOT }
  const widths = listed.map(
    (edge) => edge.to.length * LISTED.characterWidth + widthOf(listedLabel(edge)) + LISTED.aside,
  )
  const width = Math.max(STATE.narrowest, id.length * STATE.characterWidth + STATE.aside, ...widths)
  return { width: Math.min(STATE.widest, width), height: STATE.height + listHeight(listed) }
}

export function listHeight(listed: readonly DiagramEdge[]): number {
  return listed.length === 0 ? 0 : listed.length * LISTED.height + LIST_PADDING
}

/** What fits beside an edge; the whole text is its tooltip. */
export function shortLabel(edge: DiagramEdge): string {
  return cut(errorOrCondition(edge), LABEL.longest)
}

/** What fits in the list of a state. */
export function listedLabel(edge: DiagramEdge): string {
  return cut(errorOrCondition(edge), edge.kind === 'choice' ? LISTED.longestCondition : LABEL.longest)
}

export function labelSize(edge: DiagramEdge): Size {
  const label = shortLabel(edge)
  return label === '' ? { width: 0, height: 0 } : { width: widthOf(label), height: LABEL.height }
}

/** Of an error's name, what tells it from others. */
function errorOrCondition({ kind, label }: DiagramEdge): string {
  return kind === 'choice' ? label : label.replace(/\b(?:\w+\.)+(\w+?)(?:Exception)?\b/g, '$1')
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`
}

function widthOf(label: string): number {
  return label === '' ? 0 : label.length * LABEL.characterWidth + 8
}
