import type { Checksums } from './checksums.ts'

interface Change {
  /** Digests by Lambda, before and after. */
  before: Checksums
  after: Checksums
  /** The packages that the new changesets name. */
  described: ReadonlySet<string>
  /** The packages that got another version: their changesets are used up. */
  released: ReadonlySet<string>
}

/** The Lambdas whose bundle changed without a word about it. */
export function undescribed({ before, after, described, released }: Change): string[] {
  return Object.keys(after)
    .filter((name) => before[name] !== after[name])
    .filter((name) => !described.has(name) && !released.has(name))
    .sort()
}

/** The packages that a changeset names, in the lines between its `---`. */
export function namedIn(changeset: string): string[] {
  const [, front = ''] = /^---\r?\n([\s\S]*?)^---/m.exec(changeset) ?? []
  return [...front.matchAll(/^["']?([^"':\s]+)["']?\s*:/gm)].map(([, name = '']) => name)
}
