import { randomUUID } from 'node:crypto'
import { AwsError } from '../aws-error.ts'
import type { FunctionConfiguration } from './configuration.ts'
import { invalidParameter } from './errors.ts'
import { publishedVersions } from './versions.ts'

export interface Alias {
  name: string
  version: string
  description: string
  /** The share of invocations, from 0 to 1, that another version gets; the rest gets `version`. */
  weights: Record<string, number>
  revisionId: string
}

export interface AliasChange {
  version?: string | undefined
  description?: string | undefined
  weights?: Record<string, number> | undefined
  /** The change is refused unless the alias is still at this revision. */
  revisionId?: string | undefined
}

/** Where the aliases of one function lead. Each begins at the newest version; a change lasts until the emulator ends. */
export interface Aliases {
  all(): Alias[]
  get(name: string): Alias | undefined
  update(alias: Alias, change: AliasChange): Alias
  /** Draws the version for one invocation. */
  draw(alias: Alias): string
}

export function createAliases(configuration: FunctionConfiguration, random: () => number): Aliases {
  const versions = publishedVersions(configuration)
  const aliases = new Map(
    configuration.aliases.map((name): [string, Alias] => [
      name,
      { name, version: versions.at(-1) ?? '', description: '', weights: {}, revisionId: randomUUID() },
    ]),
  )
  return {
    all: () => [...aliases.values()],
    get: (name) => aliases.get(name),
    update(alias, { version = alias.version, description = alias.description, weights = alias.weights, revisionId }) {
      if (revisionId !== undefined && revisionId !== alias.revisionId) throw revisionChanged()
      for (const named of [version, ...Object.keys(weights)]) {
        if (!versions.includes(named)) throw invalidParameter(`Function version does not exist: ${named}`)
      }
      checkWeights(version, weights)
      const updated = { ...alias, version, description, weights, revisionId: randomUUID() }
      aliases.set(alias.name, updated)
      return updated
    },
    draw({ version, weights }) {
      const [[other, weight] = [version, 0]] = Object.entries(weights)
      return weight > 0 && random() < weight ? other : version
    },
  }
}

function checkWeights(version: string, weights: Record<string, number>): void {
  const named = Object.entries(weights)
  if (named.length > 1) throw invalidParameter('Number of items in AdditionalVersionWeights cannot be greater than 1')
  for (const [other, weight] of named) {
    if (other === version) throw invalidParameter(`Version ${other} is the alias's own: expected another one`)
    if (!(weight >= 0 && weight <= 1)) throw invalidParameter(`Weight ${weight} is not between 0.0 and 1.0`)
  }
}

const revisionChanged = () =>
  new AwsError(
    'PreconditionFailedException',
    'The RevisionId provided does not match the latest RevisionId. Call the GetAlias API to retrieve the latest RevisionId for your alias.',
    { status: 412 },
  )
