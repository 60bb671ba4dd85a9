/** Where the entries of one stream stand: four numbers per entry, in the order of `first`. Flat, because there are very many. */
export type Locations = number[]

export interface Location {
  first: number
  segment: number
  offset: number
  length: number
}

const WIDTH = 4

export function add(locations: Locations, { first, segment, offset, length }: Location): void {
  locations.push(first, segment, offset, length)
}

export function at(locations: Locations, index: number): Location | undefined {
  const [first, segment, offset, length] = locations.slice(index * WIDTH, (index + 1) * WIDTH)
  if (first === undefined || segment === undefined || offset === undefined || length === undefined) return undefined
  return { first, segment, offset, length }
}

export function* each(locations: Locations): Generator<Location> {
  for (let index = 0; index * WIDTH < locations.length; index++) {
    const location = at(locations, index)
    if (location !== undefined) yield location
  }
}

/** Points an entry to its copy. False where the stream has no entry there any more. */
export function move(locations: Locations, from: { segment: number; offset: number }, to: typeof from): boolean {
  for (let index = 0; index < locations.length; index += WIDTH) {
    if (locations[index + 1] !== from.segment || locations[index + 2] !== from.offset) continue
    locations[index + 1] = to.segment
    locations[index + 2] = to.offset
    return true
  }
  return false
}

/** The entries from the one with event `from` to the one with event `to`. */
export function overlapping(locations: Locations, from: number, to: number): Location[] {
  const found: Location[] = []
  for (const location of each(locations)) {
    if (location.first > to) break
    if (location.first <= from) found.length = 0
    found.push(location)
  }
  return found
}
