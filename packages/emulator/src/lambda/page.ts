import { invalidParameter } from './errors.ts'

const MAX_LISTED = 50

interface PageRequest {
  Marker: string | undefined
  MaxItems: number | undefined
}

/** Marker is the number of those that came before. */
export function pageOf<T>(all: readonly T[], { Marker, MaxItems = MAX_LISTED }: PageRequest) {
  const start = Number(Marker ?? 0)
  if (!Number.isInteger(start) || start < 0) throw invalidParameter('Marker is not one that was handed out.')
  const end = start + Math.min(MaxItems, MAX_LISTED)
  return { page: all.slice(start, end), NextMarker: end < all.length ? String(end) : null }
}
