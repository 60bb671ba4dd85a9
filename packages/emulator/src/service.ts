/** One request as it came off the wire: the head is parsed, the body is whole. Header names are in lower case. */
export interface ServiceRequest {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, string | undefined>
  body: Buffer
}

export interface ServiceResponse {
  status: number
  headers: Record<string, string>
  body: string | Buffer
}

/** One AWS service behind the shared port. `handle` answers every request, errors included; it does not throw. */
export interface Service {
  handle(request: ServiceRequest): Promise<ServiceResponse>
  close(): Promise<void>
}

/** How a Task that calls a service ends, in the names and texts of Step Functions. */
export type TaskOutcome = { output: string } | { error: string; cause: string }
