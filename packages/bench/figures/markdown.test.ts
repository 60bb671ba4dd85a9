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

test('each part has its table and the load, below the machine', () => {
  expect(
    figuresInMarkdown([run('emulator', 343.2, 0.1)]),
  ).toBe(`Measured on 2 cores of CPU, 8 GiB of memory, Linux x64, Node v24.0.0.

### emulator

Quiet machine, 2026-01-02: other programs used 0 % of the CPUs before and 10 % after; load average 1.50.

| Loads | ours |
| --- | ---: |
| per second | 343 |`)
})

test('a busy machine is marked', () => {
  expect(figuresInMarkdown([run('emulator', 1, 0.5)])).toContain('**Busy machine**')
})

test('a part that was measured again replaces the earlier one', () => {
  const text = figuresInMarkdown([run('emulator', 343, 0), run('store', 5, 0), run('emulator', 355, 0)])
  expect(text).toContain('| per second | 355 |')
  expect(text).not.toContain('343')
  expect(text.match(/^### /gm)).toHaveLength(2)
})

test('figures of two machines are not put on one page', () => {
  const other = { ...run('store', 1, 0), machine: { ...machine, cores: 64 } }
  expect(() => figuresInMarkdown([run('emulator', 1, 0), other])).toThrow(
    /^Expected figures of one machine, .*64 cores/,
  )
})
