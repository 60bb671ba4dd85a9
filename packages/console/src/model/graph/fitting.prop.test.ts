import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Diagram, diagramOf } from './diagram.ts'
import { layoutWithin } from './fitting.ts'
import type { Machine, StateDefinition } from './machine.ts'

/** Any states that lead anywhere, to themselves and back too, some of them not reached, some with states inside. */
const machines = fc.integer({ min: 1, max: 12 }).chain((count) => {
  const name = fc.integer({ min: 0, max: count - 1 }).map((index) => `S${index}`)
  const state = fc.oneof(
    fc.record({ Type: fc.constant('Task'), Next: name, Catch: fc.array(fc.record({ Next: name }), { maxLength: 2 }) }),
    fc.record({
      Type: fc.constant('Choice'),
      Choices: fc.array(fc.record({ Next: name }), { maxLength: 9 }),
      Default: name,
    }),
    fc.record({ Type: fc.constant('Succeed') }),
    fc.record({ Type: fc.constant('Parallel'), End: fc.constant(true), inner: fc.integer({ min: 1, max: 4 }) }),
  )
  return fc.array(state, { minLength: count, maxLength: count }).map(
    (states): Machine => ({
      StartAt: 'S0',
      States: Object.fromEntries(states.map((state, index) => [`S${index}`, withBranches(state, `S${index}`)])),
    }),
  )
})

function withBranches({ inner, ...state }: { Type: string; inner?: number }, name: string): StateDefinition {
  if (inner === undefined) return state
  const branch = (index: number): Machine => {
    const [first, second] = [`${name}-${index}-first`, `${name}-${index}-second`]
    return {
      StartAt: first,
      States: { [first]: { Type: 'Pass', Next: second }, [second]: { Type: 'Pass', End: true } },
    }
  }
  return { ...state, Branches: Array.from({ length: inner }, (_, index) => branch(index)) }
}

test('places every state of any definition once, and draws or lists every edge, within the width', () => {
  fc.assert(
    fc.property(machines, fc.constantFrom(437, 1016, 1597), (machine, widest) => {
      const diagram = diagramOf(machine)
      const { width, nodes, edges } = layoutWithin(diagram, widest)
      const states = nodes.filter(({ node }) => node.kind === 'state').map(({ node }) => node.id)
      expect(states.toSorted()).toEqual(statesIn(diagram).sort())
      const ids = [...edges.map(({ edge }) => edge.id), ...nodes.flatMap(({ listed }) => listed.map(({ id }) => id))]
      expect(ids.toSorted()).toEqual(edgesIn(diagram).sort())
      expect(width).toBeLessThanOrEqual(widest)
      const boxes = new Set(nodes.map(({ node }) => node.id))
      for (const { edge } of edges) expect([boxes.has(edge.from), boxes.has(edge.to)]).toEqual([true, true])
    }),
    { numRuns: 200 },
  )
})

function statesIn({ nodes }: Diagram): string[] {
  return nodes.flatMap(({ id, kind, lanes }) => (kind === 'state' ? [id, ...lanes.flatMap(statesIn)] : []))
}

function edgesIn({ nodes, edges }: Diagram): string[] {
  return [...edges.map(({ id }) => id), ...nodes.flatMap(({ lanes }) => lanes.flatMap(edgesIn))]
}
