import { once } from 'node:events'

/** Ctrl-C or a polite kill. Listened for from the start, so that an early Ctrl-C ends cleanly too. */
export function stopSignal(): Promise<unknown> {
  return Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)))
}
