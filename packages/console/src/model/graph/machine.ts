/** A definition as it is received. Only what the graph needs is typed; its author may use anything else. */
export interface Machine {
  Comment?: string
  StartAt: string
  States: Readonly<Record<string, StateDefinition>>
}

export interface StateDefinition {
  Type: string
  Comment?: string
  Next?: string
  End?: boolean
  Default?: string
  Resource?: string
  Choices?: readonly ChoiceRule[]
  Catch?: readonly { ErrorEquals?: readonly string[]; Next: string }[]
  Branches?: readonly Machine[]
  ItemProcessor?: Machine
  Iterator?: Machine
  [field: string]: unknown
}

export interface ChoiceRule {
  Next?: string
  Condition?: unknown
  [operator: string]: unknown
}

/** The machines inside a state: the branches of a Parallel, what a Map does with each item. */
export function machinesIn(state: StateDefinition): readonly Machine[] {
  if (state.Branches !== undefined) return state.Branches
  const processor = state.ItemProcessor ?? state.Iterator
  return processor === undefined ? [] : [processor]
}

/** Every state by its name, however deep: names are unique in a whole definition. */
export function statesOf(machine: Machine): Map<string, StateDefinition> {
  const states = new Map<string, StateDefinition>()
  for (const [name, state] of Object.entries(machine.States)) {
    states.set(name, state)
    for (const inner of machinesIn(state)) for (const [key, value] of statesOf(inner)) states.set(key, value)
  }
  return states
}

/** Throws if the text is not a definition. */
export function parseMachine(text: string): Machine {
  const machine = JSON.parse(text) as Partial<Machine> | null
  if (typeof machine?.StartAt !== 'string' || typeof machine.States !== 'object') {
    throw new Error('This is not a state machine definition: expected StartAt and States.')
  }
  return { ...machine, StartAt: machine.StartAt, States: machine.States }
}

/** Which branch of a Parallel begins with a state. */
export function branchIndexOf(machine: Machine): (parallel: string, firstState: string) => number | undefined {
  const states = statesOf(machine)
  return (parallel, firstState) => {
    const index = states.get(parallel)?.Branches?.findIndex(({ StartAt }) => StartAt === firstState) ?? -1
    return index < 0 ? undefined : index
  }
}
