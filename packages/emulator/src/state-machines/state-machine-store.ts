import type { Revision } from '../executions/revision.ts'
import type { Storage } from '../storage/storage.ts'
import type { StateMachine } from './state-machine.ts'
import type { StateMachineStore } from './state-machines.ts'

const LIST = 'state-machines'
const REVISION = 'revision/'

/** One document with all state machines, replaced as a whole, and one per revision, written once. There are few of them and they change rarely. */
export function createStateMachineStore(storage: Storage): StateMachineStore {
  return {
    load() {
      const documents = storage.documents()
      const list = documents.find(({ name }) => name === LIST)
      const revisions = documents.filter(({ name }) => name.startsWith(REVISION))
      return {
        machines: list === undefined ? [] : (JSON.parse(list.text) as StateMachine[]),
        revisions: revisions.map(({ text }) => JSON.parse(text) as Revision),
      }
    },
    saveRevision: (revision) => storage.put(`${REVISION}${revision.key}`, JSON.stringify(revision)),
    saveMachines: (machines) => storage.put(LIST, JSON.stringify(machines)),
    removeRevision: (key) => storage.remove(`${REVISION}${key}`),
  }
}
