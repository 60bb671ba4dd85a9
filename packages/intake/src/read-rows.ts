import { csvDrafts } from './csv-drafts.ts'
import { executionNameOf, inOrder } from './execution-name.ts'
import type { FileFormat } from './file-format.ts'
import { jsonDrafts } from './json-drafts.ts'
import type { Place } from './place.ts'
import type { Row, RowOptions } from './row.ts'
import type { Source } from './source.ts'
import { textOf } from './text.ts'

/**
 * The requests of a file, one after the other: of each row only its name stays in memory. Throws `IntakeError` where a
 * column is missing, and at a row beyond which the file cannot be read.
 */
export async function* readRows(source: Source, format: FileFormat, options: RowOptions = {}): AsyncGenerator<Row> {
  const text = textOf(source, format.encoding)
  const drafts = format.kind === 'csv' ? csvDrafts(text, format, options) : jsonDrafts(text, options)
  const firstOf = new Map<string, Place>()
  for await (const { request, problems, ...common } of drafts) {
    if (problems.length > 0) {
      yield { ...common, status: 'refused', problems }
      continue
    }
    const executionName = await executionNameOf(request, common.attempt)
    const of = firstOf.get(executionName)
    if (of !== undefined) {
      yield { ...common, status: 'duplicate', of }
      continue
    }
    firstOf.set(executionName, { row: common.row, line: common.line })
    yield { ...common, status: 'ready', input: JSON.stringify(inOrder(request)), executionName }
  }
}
