import { expect, test } from 'vitest'
import { enrollmentMachine } from '../fixtures/machines.ts'
import { diagramOf, START_ID } from './diagram.ts'
import { layoutOf } from './layout.ts'
import { pathOf } from './path.ts'
import type { Box } from './placed.ts'

const diagram = diagramOf(enrollmentMachine)

test('stands branches side by side inside the frame of their Parallel, and nothing on top of another', () => {
  const { nodes, lanes } = layoutOf(diagram)
  const at = (id: string) => boxOf(nodes.find(({ node }) => node.id === id))
  const frame = at('CheckDetails')
  const checks = ['LookUpName', 'LookUpEmail', 'LookUpPaymentInfo'].map(at)
  for (const box of checks) expect(contains(frame, box)).toBe(true)
  expect(checks.map(({ x }) => x)).toEqual(checks.map(({ x }) => x).toSorted((a, b) => a - b))
  expect(new Set(checks.map(({ y }) => y)).size).toBe(1)
  expect(lanes).toHaveLength(3)
  const flat = nodes.filter(({ depth }) => depth === 0)
  for (const one of flat) for (const other of flat) if (one !== other) expect(overlap(one, other)).toBe(false)
})

test('runs top-down', () => {
  const { nodes } = layoutOf(diagram)
  const y = (id: string) => boxOf(nodes.find(({ node }) => node.id === id)).y
  expect(y(START_ID)).toBeLessThan(y('CheckDetails'))
  expect(y('CheckDetails')).toBeLessThan(y('ValidateDetails'))
  expect(y('Decision')).toBeLessThan(y('EnrollStudent'))
})

test('begins and ends a line where its edge does', () => {
  const path = pathOf([
    { x: 0, y: 0 },
    { x: 10, y: 5 },
    { x: 10, y: 20 },
  ])
  expect(path.startsWith('M 0.0 0.0')).toBe(true)
  expect(path.endsWith('10.0 20.0')).toBe(true)
})

test('includes every line and label, beginning at its corner', () => {
  const { width, height, nodes, edges } = layoutOf(diagram)
  const points = [...edges.flatMap((edge) => edge.points), ...nodes]
  expect(Math.min(...points.map(({ x }) => x), ...points.map(({ y }) => y))).toBeGreaterThanOrEqual(0)
  expect(Math.max(...points.map(({ x }) => x))).toBeLessThanOrEqual(width)
  expect(Math.max(...points.map(({ y }) => y))).toBeLessThanOrEqual(height)
})

function boxOf(box: Box | undefined): Box {
  if (box === undefined) throw new Error('It has no position.')
  return box
}

function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}
