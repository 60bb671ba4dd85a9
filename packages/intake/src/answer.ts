/** How a row ended, or would end. `REFUSED` and `DUPLICATE` were not started; `FAILED` has no answer. */
export type RowAnswer = keyof typeof answerInWords

export const answerInWords = {
  ENROLLED: 'enrolled',
  ALREADY_ENROLLED: 'already enrolled',
  AWAITING_PAYMENT: 'awaiting payment',
  WAITLISTED: 'waitlisted',
  CANCELLED: 'cancelled',
  FAILED: 'failed',
  REFUSED: 'not started',
  DUPLICATE: 'duplicate',
} as const

/** Whether the row belongs into the file of rejected rows, to be corrected and run again. */
export function isRejected(answer: RowAnswer): boolean {
  return answer === 'CANCELLED' || answer === 'FAILED' || answer === 'REFUSED'
}

/** Of how many rows each is the answer. */
export type AnswerCounts = Record<RowAnswer, number>

/** Counts of no rows yet. */
export function noAnswers(): AnswerCounts {
  const answers = Object.keys(answerInWords) as RowAnswer[]
  return Object.fromEntries(answers.map((answer) => [answer, 0])) as AnswerCounts
}

/** What a dry run says of a file. */
export interface Prediction {
  counts: AnswerCounts
  /** How long the batch takes. */
  durationMs: number
  costUsd: number
  /** What bounds its rate, such as `StartExecution: 25 a second in eu-west-1`. */
  limitedBy: string
}
