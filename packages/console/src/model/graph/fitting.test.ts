import { expect, test } from 'vitest'
import { definitions } from 'workflow'
import { diagramOf, END_ID } from './diagram.ts'
import { layoutWithin } from './fitting.ts'
import { type Machine, parseMachine, statesOf } from './machine.ts'
import type { Layout } from './placed.ts'
import { legibleWidth } from './zoom.ts'

const machines = Object.entries(
  definitions({
    functionArn: ({ name }) => `arn:aws:lambda:us-east-1:000000000000:function:${name}:live`,
    stateMachineArn: (name) => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}:live`,
    tableName: 'course-enrollment',
    type: 'STANDARD',
  }),
).map(([name, definition]) => [name, parseMachine(JSON.stringify(definition))] as const)

/** The frames of a graph on a page 1280 px wide, beside the panel of a step, and on a phone. */
const WIDTHS = [1230, 794, 360]

test.each(machines.flatMap(([name, machine]) => WIDTHS.map((width) => [name, width, machine] as const)))(
  'shows all of %s legibly in %i px, and leads along every edge',
  (_, width, machine) => {
    const diagram = diagramOf(machine)
    const layout = layoutWithin(diagram, legibleWidth(width))
    expect(layout.width).toBeLessThanOrEqual(legibleWidth(width))
    const states = layout.nodes.filter(({ node }) => node.kind === 'state').map(({ node }) => node.id)
    expect(states.toSorted()).toEqual([...statesOf(machine).keys()].sort())
    expect(edgeIdsOf(layout)).toEqual(expect.arrayContaining(diagram.edges.map(({ id }) => id)))
    expect(overlapping(layout)).toEqual([])
  },
)

test('draws every edge where there is room', () => {
  const machine: Machine = {
    StartAt: 'Ask',
    States: {
      Ask: { Type: 'Task', Next: 'Answered' },
      Answered: { Type: 'Choice', Choices: [{ Condition: '{% $again %}', Next: 'Pause' }], Default: 'Done' },
      Pause: { Type: 'Wait', Seconds: 1, Next: 'Ask' },
      Done: { Type: 'Succeed' },
    },
  }
  const { nodes, edges } = layoutWithin(diagramOf(machine), legibleWidth(794))
  expect(nodes.flatMap(({ listed }) => listed)).toEqual([])
  expect(edges.map(({ edge }) => edge.id)).toContain('Pause→Ask')
})

test('lists the edges of a Choice in the order in which it tries them', () => {
  const names = ['C', 'A', 'Which', 'B']
  const Choices = names.map((Next) => ({ Variable: '$.n', StringEquals: Next, Next }))
  const others = Object.fromEntries(['A', 'B', 'C'].map((name) => [name, { Type: 'Pass', Next: 'Which' }]))
  const machine: Machine = { StartAt: 'Which', States: { Which: { Type: 'Choice', Choices }, ...others } }
  const { nodes } = layoutWithin(diagramOf(machine), legibleWidth(360))
  expect(nodes.find(({ node }) => node.id === 'Which')?.listed.map(({ to }) => to)).toEqual(names)
})

test('says where a state is entered from to which no line leads, and ends each part on its own', () => {
  const Choices = ['A', 'B', 'C', 'D'].map((Next) => ({ Variable: '$.n', StringEquals: Next, Next }))
  const ends = Object.fromEntries(Choices.map(({ Next }) => [Next, { Type: 'Pass', End: true }]))
  const machine: Machine = { StartAt: 'Which', States: { Which: { Type: 'Choice', Choices }, ...ends } }
  const { nodes, edges } = layoutWithin(diagramOf(machine), legibleWidth(360))
  expect(nodes.find(({ node }) => node.id === 'C')?.enteredFrom).toEqual(['Which'])
  expect(nodes.filter(({ node }) => node.kind === 'end')).toHaveLength(4)
  expect(new Set(nodes.map(({ node }) => node.id)).size).toBe(nodes.length)
  expect(edges.map(({ edge }) => edge.id)).toContain(`C→${END_ID}`)
})

test('scrolls what cannot be narrower', () => {
  const nested = (depth: number): Machine => ({
    StartAt: `Level${depth}`,
    States: {
      [`Level${depth}`]:
        depth === 0 ? { Type: 'Pass', End: true } : { Type: 'Map', ItemProcessor: nested(depth - 1), End: true },
    },
  })
  const { width, nodes } = layoutWithin(diagramOf(nested(6)), legibleWidth(360))
  expect(width).toBeGreaterThan(legibleWidth(360))
  expect(nodes.filter(({ node }) => node.kind === 'state')).toHaveLength(7)
})

function edgeIdsOf({ nodes, edges }: Layout): string[] {
  return [...edges.map(({ edge }) => edge.id), ...nodes.flatMap(({ listed }) => listed.map(({ id }) => id))]
}

function overlapping({ nodes }: Layout): string[] {
  const flat = nodes.filter(({ depth }) => depth === 0)
  return flat.flatMap((one, index) =>
    flat
      .slice(index + 1)
      .filter(
        (other) =>
          one.x < other.x + other.width &&
          other.x < one.x + one.width &&
          one.y < other.y + other.height &&
          other.y < one.y + one.height,
      )
      .map((other) => `${one.node.id}, ${other.node.id}`),
  )
}
