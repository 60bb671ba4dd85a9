import fc from 'fast-check'
import { expect, test } from 'vitest'
import { all } from './files.fixture.ts'
import { inspectFile } from './inspect-file.ts'
import { readRows } from './read-rows.ts'

const text = fc
  .array(
    fc.constantFrom(
      'Name',
      'Email',
      'Paid',
      'Course',
      'Attempt',
      'yes',
      '{',
      '}',
      '"',
      ',',
      ';',
      '\t',
      '\r',
      '\n',
      'ü',
    ),
  )
  .map((parts) => new TextEncoder().encode(`Name,Email,Paid,Course${parts.join('')}`))
const files = fc.oneof(fc.uint8Array({ maxLength: 200 }), text)

test('any file: rows in order, or our error, nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(files, async (bytes) => {
      const source = () => [bytes]
      try {
        const rows = await all(readRows(source, await inspectFile(source)))
        const numbers = rows.map(({ row }) => row)
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
        for (const row of rows) if (row.status === 'ready') expect(row.executionName).toMatch(/^[0-9a-f]{36}$/)
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'IntakeError') throw error
      }
    }),
    { numRuns: 1000 },
  )
})
