import type { BatchSettings, BatchState } from 'intake'
import { Failure } from '../failure.ts'
import type { Target } from '../target.ts'
import { type BatchJob, createBatchJob } from './batch-job.ts'

/** Tens of thousands of rows. Larger files are split, or run by `enroll batch`. */
const MAX_FILE_BYTES = 10 * 1024 * 1024
/** Files and results that are kept. */
const MAX_KEPT = 20

/** No batch has this id here: it was removed, or the server has been started again since. */
export class UnknownBatch extends Failure {}

export class FileTooLarge extends Failure {}

export function refuseLarge(file: Uint8Array): void {
  if (file.length <= MAX_FILE_BYTES) return
  throw new FileTooLarge(
    `The file has more than ${MAX_FILE_BYTES / 1024 / 1024} MiB: split it, or run it at the command line.`,
  )
}

/** The batches of this server, the newest first. They end with it. */
export function createBatches(target: Promise<Target>) {
  const jobs = new Map<string, BatchJob>()

  function find(id: string): BatchJob {
    const job = jobs.get(id)
    if (job !== undefined) return job
    throw new UnknownBatch(
      'This batch is not known here any more: it was removed, or the server has been started again. Choose the file again: no row starts twice.',
    )
  }

  function isRunning(job: BatchJob): boolean {
    return ['running', 'predicting'].includes(job.state().stage)
  }

  function refuseAnother(id: string): void {
    const other = [...jobs.values()].find((job) => job.id !== id && isRunning(job))
    if (other === undefined) return
    throw new Failure('Another batch runs here: wait for its end, so that seats are given in the order of the files.')
  }

  return {
    list: (): BatchState[] => [...jobs.values()].map((job) => job.state()).reverse(),
    get: (id: string): BatchState => find(id).state(),
    async add(fileName: string, file: Uint8Array): Promise<BatchState> {
      refuseLarge(file)
      const job = await createBatchJob(await target, fileName, file)
      const oldest = [...jobs.values()].find((known) => !isRunning(known))
      if (jobs.size >= MAX_KEPT && oldest) jobs.delete(oldest.id)
      jobs.set(job.id, job)
      return job.state()
    },
    async change(id: string, settings: BatchSettings): Promise<BatchState> {
      const job = find(id)
      await job.change(settings)
      return job.state()
    },
    predict(id: string): BatchState {
      refuseAnother(id)
      find(id).predict()
      return find(id).state()
    },
    start(id: string, requestedBy: string | undefined): BatchState {
      refuseAnother(id)
      find(id).start(requestedBy)
      return find(id).state()
    },
    async stop(id: string): Promise<BatchState> {
      const job = find(id)
      await job.stop()
      return job.state()
    },
    output: (id: string, kind: 'results' | 'rejected') => find(id).output(kind),
    /** Deletes the file and what came of it. */
    async remove(id: string): Promise<void> {
      await find(id).stop()
      jobs.delete(id)
    },
    async close(): Promise<void> {
      await Promise.all([...jobs.values()].map((job) => job.stop()))
    },
  }
}
