import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLogRing, type LogRecord, logReader, logWriter } from './log-ring.ts'

const lines = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
    // Longer than the ring, in characters of one to four bytes.
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom('a', 'é', '€', '😀'), fc.nat(90_000)).map(([c, n]) => c.repeat(n)),
    },
  ),
  { maxLength: 60 },
)

function record(job: number, text?: string): LogRecord {
  return { job, timestampMs: expect.any(Number), ...(text === undefined ? {} : { text }) }
}

test('what is written comes out as it was, whole and in order, however often it is looked for', () => {
  fc.assert(
    fc.property(lines, fc.array(fc.boolean(), { maxLength: 60 }), (texts, looks) => {
      const ring = createLogRing()
      const taken: LogRecord[] = []
      const read = logReader(ring)
      const take = () => read(1, (one) => taken.push(one))
      const write = logWriter(ring, take)
      write(1)
      texts.forEach((text, index) => {
        write(1, text)
        if (looks[index]) take()
      })
      take()
      expect(taken).toEqual([record(1), ...texts.map((text) => record(1, text))])
    }),
    { numRuns: 30 },
  )
})

test('what a later job writes stays until it is asked for', () => {
  const ring = createLogRing()
  const write = logWriter(ring, () => undefined)
  const read = logReader(ring)
  write(1, 'of the first')
  write(2)
  write(2, 'of the second')
  const taken: LogRecord[] = []
  read(1, (one) => taken.push(one))
  expect(taken).toEqual([record(1, 'of the first')])
  read(2, (one) => taken.push(one))
  expect(taken.slice(1)).toEqual([record(2), record(2, 'of the second')])
})

test('a writer in another thread waits where there is no place, and loses nothing', async () => {
  const ring = createLogRing()
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads')
     const write = (${logWriter})(workerData, () => parentPort.postMessage('full'))
     for (let n = 0; n < 5000; n++) write(1, n + ' ' + 'x'.repeat(n % 700))
     parentPort.postMessage('end')`,
    { eval: true, workerData: ring },
  )
  const read = logReader(ring)
  const texts: (string | undefined)[] = []
  await new Promise<void>((resolve) => {
    worker.on('message', (message) => {
      read(1, ({ text }) => texts.push(text))
      if (message === 'end') resolve()
    })
  })
  await worker.terminate()
  expect(texts).toEqual(Array.from({ length: 5000 }, (_, n) => `${n} ${'x'.repeat(n % 700)}`))
})
