import { join } from 'node:path'
import { expect } from 'vitest'
import type { FunctionConfiguration, FunctionsOptions } from './configuration.ts'
import { createFunctions } from './functions.ts'
import type { Functions, InvokeOptions } from './functions-api.ts'

export interface Subject {
  functions: Functions
  invoke(event: unknown, options?: InvokeOptions): Promise<InvokeOutcome>
}

export interface InvokeOutcome {
  statusCode: number
  executedVersion: string
  functionError?: string
  requestId: string
  logTail?: string
  /** Parsed. Most fixtures answer with an object; where one does not, only the whole is looked at. */
  payload: Record<string, unknown>
}

/** Deploys one fixture under the name `subject`. */
export function deploy(
  fixture: string,
  configuration: Partial<FunctionConfiguration> = {},
  options: FunctionsOptions = {},
): Subject {
  const functions = createFunctions(
    [
      {
        name: 'subject',
        bundle: join(import.meta.dirname, 'fixtures', fixture),
        handler: 'index.handler',
        memoryMb: 128,
        timeoutMs: 3000,
        version: '1.2.3',
        environment: { GREETING: 'hello' },
        aliases: ['live'],
        ...configuration,
      },
    ],
    options,
  )
  return {
    functions,
    invoke: async (event, invokeOptions = {}) => {
      const { payload, ...result } = await functions.invoke('subject', JSON.stringify(event), invokeOptions)
      return { ...result, payload: JSON.parse(payload) }
    },
  }
}

export const failsWith = (errorType: string, errorMessage: unknown) => ({
  statusCode: 200,
  functionError: 'Unhandled',
  payload: expect.objectContaining({ errorType, errorMessage }),
})
