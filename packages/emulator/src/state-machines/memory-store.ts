import type { StateMachineStore } from './state-machines.ts'

/** For an emulator without a data directory: the state machines live in memory alone. */
export function createMemoryStore(): StateMachineStore {
  const nothing = () => Promise.resolve()
  return {
    load: () => ({ machines: [], revisions: [] }),
    saveRevision: nothing,
    saveMachines: nothing,
    removeRevision: nothing,
  }
}
