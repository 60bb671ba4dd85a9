import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext } from 'react'
import { readSettings, type Settings } from '../api/settings.ts'
import { describeStateMachine, listStateMachines, type StateMachine } from '../api/step-functions.ts'
import { parseMachine } from '../model/graph/machine.ts'
import { ARTICLE_FIELDS, requestFieldsIn } from '../model/request-fields.ts'
import { tableNameIn } from '../model/table-name.ts'

/** What every page needs to know about the location that it shows. */
export interface Console {
  settings: Settings
  machine: StateMachine
  /** Whether customer data is shown. */
  revealed: boolean
}

export const ConsoleContext = createContext<Console | undefined>(undefined)

export function useConsole(): Console {
  const value = useContext(ConsoleContext)
  if (value === undefined) throw new Error('This component is outside of ConsoleContext.')
  return value
}

/** Finds out what there is, once. */
export function useLocation() {
  return useQuery({
    queryKey: ['location'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const [settings, machines] = await Promise.all([readSettings(), listStateMachines(signal)])
      const machine = machines.find(({ name }) => name === settings.stateMachine) ?? machines[0]
      return { settings, ...(machine !== undefined && { machine }) }
    },
  })
}

/** Finds out the table behind the state machine when it is first asked for. Undefined: its definition names none. */
export function useTableName(): () => Promise<string | undefined> {
  const { settings, machine } = useConsole()
  const queryClient = useQueryClient()
  return useCallback(
    async () =>
      settings.tableName ??
      queryClient
        .fetchQuery({
          queryKey: ['table', machine.arn],
          queryFn: async () => tableNameIn(parseMachine(await describeStateMachine(machine.arn))) ?? null,
          staleTime: Number.POSITIVE_INFINITY,
        })
        .then((name) => name ?? undefined),
    [settings, machine, queryClient],
  )
}

/** The fields that a request to the state machine can have, by its definition. */
export function useRequestFields(): readonly string[] {
  const { machine } = useConsole()
  const fields = useQuery({
    queryKey: ['request-fields', machine.arn],
    queryFn: async () => requestFieldsIn(parseMachine(await describeStateMachine(machine.arn))),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return fields.data ?? ARTICLE_FIELDS
}
