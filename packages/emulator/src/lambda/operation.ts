import { parse, type Shape } from '../server/shapes.ts'
import type { ServiceRequest, ServiceResponse } from '../service.ts'
import type { Functions } from './functions-api.ts'

/** The members of an operation's input as a request has them in its path, its query and its headers. */
export type RequestInput = Record<string, string>

export interface Operation {
  /** Method and path, in which `{Name}` stands for a member of the input. */
  route: string
  answer(functions: Functions, request: ServiceRequest, input: RequestInput): Promise<ServiceResponse>
}

export function operation<T>(
  route: string,
  shape: Shape<T>,
  answer: (functions: Functions, input: T, request: ServiceRequest) => ServiceResponse | Promise<ServiceResponse>,
): Operation {
  return { route, answer: async (functions, request, input) => answer(functions, parse(shape, input), request) }
}
