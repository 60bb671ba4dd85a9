import { type Json, maskJsonText } from './mask.ts'

/** The summary of an execution in one line. */
export interface Outcome {
  verdict: 'enrolled' | 'cancelled' | 'other'
  course?: string
  repeated: boolean
  reasons: readonly { code: string; message: string }[]
}

/** Reads the workflow's answer; anything else that an execution may answer is `other`. */
export function outcomeOf(output: string | undefined): Outcome {
  const answer = objectIn(output)
  const course = typeof answer.course === 'string' ? { course: answer.course } : {}
  if (answer.status === 'ENROLLED') {
    return { verdict: 'enrolled', repeated: answer.alreadyEnrolled === true, reasons: [], ...course }
  }
  if (answer.status !== 'CANCELLED') return { verdict: 'other', repeated: false, reasons: [] }
  const reasons = Array.isArray(answer.reasons) ? answer.reasons : []
  return {
    verdict: 'cancelled',
    repeated: false,
    reasons: reasons.flatMap((reason) => {
      if (reason === null || typeof reason !== 'object' || Array.isArray(reason)) return []
      return [{ code: String(reason.code ?? ''), message: String(reason.message ?? '') }]
    }),
    ...course,
  }
}

/** Whom a request is about: its Name, or its Email where it has none. */
export function studentIn(input: string | undefined, revealed: boolean): string | undefined {
  const { Name, Email } = objectIn(input === undefined || revealed ? input : maskJsonText(input))
  return [Name, Email].find((value): value is string => typeof value === 'string' && value.trim() !== '')
}

function objectIn(text: string | undefined): { [key: string]: Json } {
  try {
    const value = JSON.parse(text ?? 'null') as Json
    return value === null || typeof value !== 'object' || Array.isArray(value) ? {} : value
  } catch {
    return {}
  }
}
