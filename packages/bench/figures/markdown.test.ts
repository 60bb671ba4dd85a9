import { expect, test } from 'vitest'
import type { Results } from '../results.ts'
import { figuresInMarkdown } from './markdown.ts'

const machine = { cpu: 'CPU', cores: 2, memoryGib: 8, system: 'Linux x64', node: 'v24.0.0' }

function run(name: string, ours: number, others: number): Results {
  const tables = [{ title: 'Loads', columns: ['ours'], rows: [{ measure: 'per second', ours }] }]
  const usedByOthers = { before: 0, after: others }
  const part = { name, complete: true, seconds: 1, usedByOthers, loadAverage: 1.5, tables }
  return { measuredAt: '2026-01-02T03:04:05Z', machine, parts: [part] }
}

test('each part has its table, the machine, and the load', () => {
  expect(figuresInMarkdown([run('emulator', 343.2, 0.1)])).toBe(`### emulator

2026-01-02, 2 cores of CPU, 8 GiB, Linux x64, Node v24.0.0; quiet machine: other programs used 0 % of it before and 10 % after, load average 1.50.

| Loads | ours |
| --- | ---: |
| per second | 343 |`)
})

test('a busy machine is marked', () => {
  expect(figuresInMarkdown([run('emulator', 1, 0.5)])).toContain('**busy machine**')
})

test('a part that was measured again replaces the earlier one', () => {
  const text = figuresInMarkdown([run('emulator', 343, 0), run('store', 5, 0), run('emulator', 355, 0)])
  expect(text).toContain('| per second | 355 |')
  expect(text).not.toContain('343')
  expect(text.match(/^### /gm)).toHaveLength(2)
})
