import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../data-directory/replace-file.ts'
import { EmulatorError, systemCode } from '../errors.ts'
import type { Revision } from '../executions/revision.ts'
import type { StateMachine } from './state-machine.ts'
import type { StateMachineStore } from './state-machines.ts'

/** One file with all state machines, replaced as a whole, and one per revision, written once. There are few of them and they change rarely. */
export function createFileStore(directory: string): StateMachineStore {
  const list = join(directory, 'state-machines.json')
  const revisions = join(directory, 'revisions')
  const revisionFile = (key: string) => join(revisions, `${key}.json`)
  mkdirSync(revisions, { recursive: true })

  return {
    load() {
      const keys = readdirSync(revisions).filter((name) => name.endsWith('.json'))
      return {
        machines: readJson<StateMachine[]>(list) ?? [],
        revisions: keys.map((name) => readJson<Revision>(join(revisions, name))).filter((one) => one !== undefined),
      }
    },
    async saveRevision(revision) {
      replaceFile(revisionFile(revision.key), JSON.stringify(revision))
    },
    async saveMachines(machines) {
      replaceFile(list, JSON.stringify(machines))
    },
    async removeRevision(key) {
      rmSync(revisionFile(key), { force: true })
    },
  }
}

function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    const message = `${path} cannot be read. Restore the data directory from a copy, or start with another one.`
    throw new EmulatorError(message, { cause: error })
  }
}
