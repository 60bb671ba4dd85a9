import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { courseItem, studentItem, table } from 'records'
import { createClient } from '../emulator/http-client.ts'
import { median, throughput } from '../emulator/measure.ts'
import { NODE_FLAGS } from '../emulator/node-flags.ts'
import { printTable } from '../emulator/table.ts'

/**
 * Compares `enroll batch` with a bare client loop, which starts each request and asks for its end: on one emulator, in
 * turns. The batch includes the start of its process, the check of the file and its results.
 */
const ROUNDS = 3
const ROWS = 2000
const CONCURRENCY = 50
const POLL_MS = 20
const ENROLL = resolve(import.meta.dirname, '../../cli/bin/enroll.mjs')
const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:course-enrollment'

const directory = mkdtempSync(join(tmpdir(), 'bench-'))
const data = join(directory, 'data')
const local = spawn(process.execPath, [...NODE_FLAGS, ENROLL, 'local', '--port', '0', '--data', data])
try {
  const url = await servedAt(local)
  const client = createClient(url, CONCURRENCY)
  let next = 0
  /** Students that nothing has enrolled yet. */
  const addStudents = async (): Promise<string[]> => {
    const emails = Array.from({ length: ROWS }, () => `s${next++}@example.com`)
    for (let first = 0; first < ROWS; first += 25) {
      const puts = emails.slice(first, first + 25).map((email) => ({
        PutRequest: { Item: studentItem({ name: 'Student', email, payment: 'Done' }) },
      }))
      await client.post(JSON.stringify({ RequestItems: { [table.name]: puts } }), 'DynamoDB_20120810.BatchWriteItem')
    }
    return emails
  }
  const course = courseItem({ id: 'bench', title: 'Bench', seats: 1_000_000 })
  await client.post(JSON.stringify({ TableName: table.name, Item: course }), 'DynamoDB_20120810.PutItem')

  const loop = async (emails: readonly string[]) =>
    throughput(ROWS, CONCURRENCY, async (n) => {
      const input = JSON.stringify({ Name: 'Student', Email: emails[n], Payment: 'Done', Course: 'bench' })
      const started = await client.post(
        JSON.stringify({ stateMachineArn: ARN, input }),
        'AWSStepFunctions.StartExecution',
      )
      const { executionArn } = JSON.parse(started) as { executionArn: string }
      for (let status = 'RUNNING'; status === 'RUNNING'; ) {
        await delay(POLL_MS)
        status = JSON.parse(
          await client.post(JSON.stringify({ executionArn }), 'AWSStepFunctions.DescribeExecution'),
        ).status
      }
    })
  const batch = async (emails: readonly string[]) => {
    const file = join(directory, 'batch.csv')
    const rows = emails.map((email) => `Student,${email},yes,bench`)
    writeFileSync(file, `Name,Email,Paid,Course\n${rows.join('\n')}\n`)
    const began = performance.now()
    const child = spawn(process.execPath, [ENROLL, 'batch', file, '--endpoint', url], { stdio: 'ignore' })
    const [code] = await once(child, 'exit')
    if (code !== 0) throw new Error(`enroll batch exited with ${code}.`)
    return ROWS / ((performance.now() - began) / 1000)
  }

  await loop(await addStudents())
  const rounds: { loop: number; batch: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ loop: await loop(await addStudents()), batch: await batch(await addStudents()) })
  }
  client.close()
  printTable([
    {
      measure: `rows per second, ${CONCURRENCY} at a time`,
      baseline: median(rounds.map((round) => round.loop)),
      ours: median(rounds.map((round) => round.batch)),
      ratio: median(rounds.map((round) => round.batch / round.loop)),
      goal: '≥ 0.6',
    },
  ])
} finally {
  const exit = once(local, 'exit')
  local.kill('SIGINT')
  await exit
  rmSync(directory, { recursive: true, force: true })
}

async function servedAt({ stdout }: ChildProcess): Promise<string> {
  let printed = ''
  for await (const chunk of stdout ?? []) {
    printed += chunk
    const [url] = printed.match(/http:\/\/127\.0\.0\.1:\d+/) ?? []
    if (url !== undefined && printed.includes('Ctrl-C')) return url
  }
  throw new Error('enroll local ended instead of serving.')
}
