import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { courseItem } from 'records'
import { enroll, startEnrollLocal } from '../shared/enroll-local.ts'
import { addStudents, enrollMany } from '../shared/enroll-many.ts'
import { type Client, createClient } from '../shared/http-client.ts'
import { median } from '../shared/measure.ts'
import { putItems } from '../shared/operations.ts'
import { report } from '../shared/report.ts'
import { withScratch } from '../shared/scratch.ts'
import { size } from '../shared/size.ts'

/**
 * Compares `enroll batch` with a bare client loop, which starts each request and asks for its end: on one emulator, in
 * turns. The batch includes the start of its process, the check of the file and its results.
 */
const ROUNDS = size(3, 1)
const ROWS = size(2000, 20)
const CONCURRENCY = 50
const COURSE = 'bench'

await withScratch(async (directory) => {
  const local = await startEnrollLocal(join(directory, 'data'))
  const client = createClient(local.url, CONCURRENCY)
  try {
    await putItems(client, [courseItem({ id: COURSE, title: 'Bench', seats: 1_000_000 })])
    const newStudents = studentsOf(client)
    const file = join(directory, 'batch.csv')
    const loop = async () => (await enrollMany(client, COURSE, await newStudents(), CONCURRENCY)).perSecond
    await loop()
    const rounds: { loop: number; batch: number }[] = []
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push({
        loop: await loop(),
        batch: await batch(local.url, file, await newStudents()),
      })
    }
    report({
      title: '`enroll batch` beside a bare client loop',
      columns: ['baseline', 'ours', 'ratio', 'goal'],
      rows: [
        {
          measure: `rows per second, ${CONCURRENCY} at a time`,
          baseline: median(rounds.map((round) => round.loop)),
          ours: median(rounds.map((round) => round.batch)),
          ratio: median(rounds.map((round) => round.batch / round.loop)),
          goal: '≥ 0.6',
        },
      ],
      note: `Median of ${ROUNDS} rounds in turns, of ${ROWS} rows each.`,
    })
  } finally {
    client.close()
    await local.stop()
  }
})

/** Adds students that nothing has enrolled yet; resolves with their addresses. */
function studentsOf(client: Client): () => Promise<string[]> {
  let next = 0
  return async () => {
    const emails = Array.from({ length: ROWS }, () => `s${next++}@example.com`)
    await addStudents(client, emails)
    return emails
  }
}

async function batch(url: string, file: string, emails: readonly string[]): Promise<number> {
  const rows = emails.map((email) => `Student,${email},yes,${COURSE}`)
  writeFileSync(file, `Name,Email,Paid,Course\n${rows.join('\n')}\n`)
  const began = performance.now()
  await enroll('batch', file, '--endpoint', url)
  return emails.length / ((performance.now() - began) / 1000)
}
