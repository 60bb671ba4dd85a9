export interface Point {
  x: number
  y: number
}

/** The line through an edge's points, as the `d` of an SVG path: straight ends, round corners. */
export function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points
  const last = rest.at(-1)
  if (first === undefined || last === undefined) return ''
  const corners = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last
    const end = index === rest.length - 2 ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 }
    return `Q ${round(point)} ${round(end)}`
  })
  return [`M ${round(first)}`, ...(corners.length === 0 ? [`L ${round(last)}`] : corners)].join(' ')
}

function round({ x, y }: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`
}
