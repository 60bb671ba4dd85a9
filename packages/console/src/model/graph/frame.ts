import type { DiagramEdge, DiagramNode } from './diagram.ts'
import { joined, type Layout, movedBy, type Placed } from './placed.ts'
import { listHeight, type Size, sizeOf } from './size.ts'

const FRAME = { header: 44, padding: 14, gap: 14 }
const LANE_PADDING = 14
/** What a frame is wider than what stands in it. */
export const FRAME_WIDTH = 2 * (FRAME.padding + LANE_PADDING)

/** The branches of a state in the frame that it is, as placed in it: side by side, their heads in one line, or stacked. */
export function frameOf(
  node: DiagramNode,
  listed: readonly DiagramEdge[],
  contents: readonly Layout[],
  stacked: boolean,
): Placed & Size {
  const header = FRAME.header + listHeight(listed)
  const widest = Math.max(...contents.map(({ width }) => width))
  const highest = Math.max(...contents.map(({ height }) => height))
  const at = { x: FRAME.padding, y: header }
  const lanes = contents.map((content, index) => {
    const size = {
      width: (stacked ? widest : content.width) + 2 * LANE_PADDING,
      height: (stacked ? content.height : highest) + 2 * LANE_PADDING,
    }
    const lane = { ...at, ...size, id: `${node.id}[${index}]` }
    if (stacked) at.y += size.height + FRAME.gap
    else at.x += size.width + FRAME.gap
    const inside = { x: lane.x + (size.width - content.width) / 2, y: lane.y + LANE_PADDING }
    return { lane, inner: movedBy(content, inside) }
  })
  const last = lanes.at(-1)?.lane ?? { ...at, width: 0, height: 0 }
  const placed = joined(lanes.map(({ inner }) => inner))
  return {
    ...placed,
    lanes: [...lanes.map(({ lane }) => lane), ...placed.lanes],
    width: Math.max(sizeOf(node, listed).width, last.x + last.width + FRAME.padding),
    height: last.y + last.height + FRAME.padding,
  }
}
