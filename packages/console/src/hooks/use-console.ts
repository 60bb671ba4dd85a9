import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext } from 'react'
import { readSettings, type Settings } from '../api/settings.ts'
import { describeStateMachine, listStateMachines, type StateMachine } from '../api/step-functions.ts'
import { parseMachine } from '../model/graph/machine.ts'
import { checkFunctionsIn, requestFieldsIn } from '../model/request-fields.ts'
import { tableNameIn } from '../model/table-name.ts'

/** What every page needs to know about the location that it shows. */
export interface Console {
  settings: Settings
  /** The one that requests start. */
  machine: StateMachine
  machines: readonly StateMachine[]
  /** Whether customer data is shown. */
  revealed: boolean
  reveal: (revealed: boolean) => void
}

export const ConsoleContext = createContext<Console | undefined>(undefined)

export function useConsole(): Console {
  const value = useContext(ConsoleContext)
  if (value === undefined) throw new Error('This component is outside of ConsoleContext.')
  return value
}

/** Finds out what there is, and again once in a while: an engineer may have created a state machine. */
export function useLocationData() {
  return useQuery({
    queryKey: ['location'],
    staleTime: 10_000,
    structuralSharing: true,
    queryFn: async ({ signal }) => {
      const [settings, machines] = await Promise.all([readSettings(), listStateMachines(signal)])
      const machine = machines.find(({ name }) => name === settings.stateMachine) ?? machines[0]
      return { settings, machines, ...(machine !== undefined && { machine }) }
    },
  })
}

/** The state machine that changes seats in another way, by its name without a stage's prefix; undefined where it is not deployed. */
export function useActMachine(name: 'course-withdrawal' | 'payment-received' | 'waitlist-promotion') {
  const { machine, machines } = useConsole()
  const prefix = machine.name.replace(/course-enrollment$/, '')
  return machines.find((other) => other.name === `${prefix}${name}`)
}

const definitionOfMachine = (arn: string) => ({
  queryKey: ['machine', arn],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const text = await describeStateMachine(arn, signal)
    return { text, machine: parseMachine(text) }
  },
  staleTime: 60_000,
})

export function useMachineDefinition(arn: string) {
  return useQuery(definitionOfMachine(arn))
}

/** Finds out the table behind the state machine when it is first asked for. */
export function useTableName(): () => Promise<string> {
  const { settings, machine } = useConsole()
  const queryClient = useQueryClient()
  return useCallback(async () => {
    if (settings.tableName !== undefined) return settings.tableName
    const name = tableNameIn((await queryClient.fetchQuery(definitionOfMachine(machine.arn))).machine)
    if (name !== undefined) return name
    throw new Error(`The definition of ${machine.name} names no table: there are no courses or students to show.`)
  }, [settings, machine, queryClient])
}

/** The fields that a request to the state machine can have, and the functions that check them, by its definition. */
export function useRequestFields() {
  const { machine } = useConsole()
  const definition = useMachineDefinition(machine.arn).data?.machine
  return { fields: requestFieldsIn(definition), checks: checkFunctionsIn(definition) }
}
