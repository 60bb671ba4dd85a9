import { expect, test } from 'vitest'
import { framed, wholeZoom } from './zoom.ts'

const wide = { width: 2000, height: 1000 }

test('a graph stays legible: what does not fit is wider than its frame', () => {
  expect(framed(wide, 390)).toMatchObject({ width: 1532, height: 782, viewport: { x: 16, zoom: 0.75 } })
})

test('a small graph is not blown up, and stands in the middle', () => {
  const { width, viewport } = framed({ width: 200, height: 400 }, 1232)
  expect([width, viewport.zoom]).toEqual([1232, 1.05])
  expect(viewport.x).toBe((1232 - 200 * 1.05) / 2)
})

test('the whole of it is seen if somebody wants it', () => {
  expect(framed(wide, 1232, wholeZoom(wide, 1232))).toMatchObject({ width: 1232, viewport: { zoom: 0.6 } })
})
