import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** As `--cpu-prof` writes it, as far as it is read here. */
interface Profile {
  nodes: CallNode[]
  /** Ids of nodes. */
  samples: number[]
  /** Microseconds, by the clock of `process.hrtime`. */
  startTime: number
  /** Microseconds before each sample. */
  timeDeltas: number[]
}

interface CallNode {
  id: number
  /** Line and column count from 0. */
  callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number }
  /** Ids of what it called. */
  children?: number[]
}

/**
 * Milliseconds that each module ran, in all threads whose profiles are in `directory`. What is built into Node counts for the
 * module that called it; what another module did does not. `sinceUs`: what was before does not count, by the clock of `process.hrtime`.
 */
export function selfTimes(directory: string, sinceUs: number): Map<string, number> {
  const times = new Map<string, number>()
  for (const file of readdirSync(directory)) {
    const { nodes, samples, startTime, timeDeltas } = JSON.parse(readFileSync(join(directory, file), 'utf8')) as Profile
    const modules = modulesOf(nodes)
    let atUs = startTime
    samples.forEach((id, n) => {
      const deltaUs = timeDeltas[n] ?? 0
      atUs += deltaUs
      const module = modules.get(id) ?? IDLE
      if (module !== IDLE && atUs >= sinceUs) times.set(module, (times.get(module) ?? 0) + deltaUs / 1_000)
    })
  }
  return times
}

const IDLE = '(idle)'

/** The module of each node, by its id. The caller of a node comes before it. */
function modulesOf(nodes: readonly CallNode[]): Map<number, string> {
  const modules = new Map<number, string>()
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])))
  for (const { id, callFrame } of nodes) {
    modules.set(id, moduleOf(callFrame) ?? modules.get(callers.get(id) ?? 0) ?? NODE)
  }
  return modules
}

const NODE = 'Node: HTTP, timers and tasks'
/** What Node does of itself, and for no module of ours, by the file of its own. */
const NODE_FILES: readonly [RegExp, string][] = [
  [/^node:internal\/(bootstrap|main)\//, 'Node: start of processes and threads'],
  [/^node:internal\/per_context\/messageport$/, 'Node: messages between threads'],
]

/** Undefined where it is built into Node, and counts for its caller. */
function moduleOf({ functionName, url, lineNumber, columnNumber }: CallNode['callFrame']): string | undefined {
  if (functionName === IDLE) return IDLE
  if (functionName === '(garbage collector)') return 'V8: garbage collector'
  if (functionName === '(program)') return 'V8: native code without a caller'
  if (!url.startsWith('file:')) return NODE_FILES.find(([file]) => file.test(url))?.[1]
  const path = fileURLToPath(url)
  const entry = sourceMapOf(path)?.findEntry(lineNumber, columnNumber)
  return nameOf(entry !== undefined && 'originalSource' in entry ? entry.originalSource : path)
}

const maps = new Map<string, SourceMap | undefined>()

function sourceMapOf(path: string): SourceMap | undefined {
  if (!maps.has(path)) {
    const map = `${path}.map`
    maps.set(path, existsSync(map) ? new SourceMap(JSON.parse(readFileSync(map, 'utf8'))) : undefined)
  }
  return maps.get(path)
}

/** Of a library its name; of ours the folder, below which a reader finds it. */
function nameOf(source: string): string {
  if (/\/bundles\/[^/]+\/index\.mjs$/.test(source)) return "the Lambdas' bundles"
  const library = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1]
  if (library !== undefined) return library
  const [, name = '', path = ''] = /.*?(?:packages|\.\.)\/([^./][^/]*)\/(.*)/.exec(source) ?? []
  const folder = path
    .replace(/^src\//, '')
    .split('/')
    .slice(0, -1)[0]
  return name === '' ? source : [name, ...(folder === undefined ? [] : [folder])].join('/')
}
