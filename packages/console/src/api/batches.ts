import type { BatchSettings, BatchState } from 'intake'
import { administer, administrationUrl, refuseLarge } from './call.ts'

export function listBatches(signal?: AbortSignal): Promise<BatchState[]> {
  return administer('GET', 'batches', undefined, signal)
}

/** Nothing starts: the server checks the file. */
export async function addBatch(file: File): Promise<BatchState> {
  refuseLarge(file)
  return administer('POST', `batches?name=${encodeURIComponent(file.name)}`, file)
}

export function readBatch(id: string, signal?: AbortSignal): Promise<BatchState> {
  return administer('GET', `batches/${id}`, undefined, signal)
}

export function changeBatch(id: string, settings: BatchSettings): Promise<BatchState> {
  return administer('PUT', `batches/${id}`, settings)
}

export function predictBatch(id: string): Promise<BatchState> {
  return administer('POST', `batches/${id}/predict`, {})
}

export function startBatch(id: string, requestedBy: string): Promise<BatchState> {
  return administer('POST', `batches/${id}/start`, { requestedBy })
}

export function stopBatch(id: string): Promise<BatchState> {
  return administer('POST', `batches/${id}/stop`, {})
}

/** Deletes the file and its results at the server. */
export async function removeBatch(id: string): Promise<void> {
  await administer('DELETE', `batches/${id}`)
}

export function outputUrl(id: string, kind: 'results' | 'rejected'): string {
  return administrationUrl(`batches/${id}/${kind}`)
}
