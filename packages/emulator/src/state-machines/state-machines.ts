import type { Revision, Revisions } from '../executions/revision.ts'
import type { StateMachine } from './state-machine.ts'

/** Where state machines and their revisions are kept. A revision is never changed once it is written. */
export interface StateMachineStore {
  load(): { machines: StateMachine[]; revisions: Revision[] }
  /** Resolves once it is durable. */
  saveRevision(revision: Revision): Promise<void>
  /** Replaces the list as a whole. Resolves once it is durable. */
  saveMachines(machines: readonly StateMachine[]): Promise<void>
  removeRevision(key: string): Promise<void>
}

export interface StateMachines {
  get(arn: string): StateMachine | undefined
  /** By name, as AWS lists them. */
  all(): StateMachine[]
  /** Changes are made one after the other: `work` may read, decide and put without another change in between. */
  change<T>(work: () => Promise<T>): Promise<T>
  /** Adds or replaces a state machine, and with it the revision it may have got. Resolves once both are durable. */
  put(machine: StateMachine, revision?: Revision): Promise<void>
  remove(arn: string): Promise<void>
  readonly revisions: Revisions
  /** Forgets the revisions that no state machine, no version and none of `inUse` names. */
  sweep(inUse: ReadonlySet<string>): Promise<void>
}

export function createStateMachines(store: StateMachineStore, parse: (revision: Revision) => Program): StateMachines {
  const loaded = store.load()
  const machines = new Map(loaded.machines.map((machine) => [machine.arn, machine]))
  const revisions = new Map(loaded.revisions.map((revision) => [revision.key, revision]))
  const programs = new Map<string, Program>()
  let last: Promise<unknown> = Promise.resolve()
  const save = () => store.saveMachines([...machines.values()])

  return {
    get: (arn) => machines.get(arn),
    all: () => [...machines.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),

    change(work) {
      const result = last.then(work)
      last = result.catch(() => undefined)
      return result
    },

    async put(machine, revision) {
      if (revision !== undefined) {
        await store.saveRevision(revision)
        revisions.set(revision.key, revision)
      }
      machines.set(machine.arn, machine)
      await save()
    },

    async remove(arn) {
      machines.delete(arn)
      await save()
    },

    revisions: {
      get: (key) => revisions.get(key),
      program(revision) {
        const known = programs.get(revision.key)
        if (known !== undefined) return known
        const program = parse(revision)
        programs.set(revision.key, program)
        return program
      },
    },

    async sweep(inUse) {
      const used = new Set(inUse)
      for (const { revision, versions } of machines.values()) {
        used.add(revision)
        for (const version of versions) used.add(version.revision)
      }
      for (const key of [...revisions.keys()]) {
        if (used.has(key)) continue
        revisions.delete(key)
        programs.delete(key)
        await store.removeRevision(key)
      }
    },
  }
}

type Program = ReturnType<Revisions['program']>
