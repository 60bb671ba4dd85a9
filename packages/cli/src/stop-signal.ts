import { once } from 'node:events'

/** Resolves on Ctrl-C, `kill` or a closed terminal. Listens at once, so that an early Ctrl-C exits cleanly too. */
export function stopSignal(): Promise<unknown> {
  return Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)))
}
