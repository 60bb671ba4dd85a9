import { invoke } from './call.ts'

/** What a check answers of one field: its value in the form in which it is compared, or its problems. */
export interface CheckedField {
  field: string
  value: string | null
  problems: readonly { code: string; message: string }[]
}

/** Has the checks of the workflow look at a request, as they would in an execution. */
export async function checkedFields(
  functionNames: readonly string[],
  request: Readonly<Record<string, string>>,
): Promise<CheckedField[]> {
  return Promise.all(functionNames.map((name) => invoke<CheckedField>(name, request)))
}
