import type { WorkerSettings } from '../worker-messages.ts'

/**
 * Writes paths as they are in a deployed function. `runtimeUrl`: the folder of the worker's program, which stands in stack traces too.
 */
export function createPathHider({ rootUrl, rootPath }: WorkerSettings, runtimeUrl: string): (text: string) => string {
  return (text) =>
    text
      .replaceAll(rootUrl, 'file:///var/task/')
      .replaceAll(rootPath, '/var/task/')
      .replaceAll(runtimeUrl, 'file:///var/runtime/')
}
