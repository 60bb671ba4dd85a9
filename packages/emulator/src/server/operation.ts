import { type ErrorCodes, parse, type Shape } from './shapes.ts'

/** Answers one operation of an AWS API: the input of the request in, the output out. Throws an AwsError. */
export type Operation<Context> = (context: Context, input: unknown) => Promise<object>

/** The operations of one service: a new one is a new file and a line in this list. */
export type Operations<Context> = Readonly<Record<string, Operation<Context>>>

/** What makes the operations of one service: each states the shape of its input and gets it checked. */
export function operationsOn<Context>(codes?: ErrorCodes) {
  return <T>(shape: Shape<T>, answer: (context: Context, input: T) => object | Promise<object>): Operation<Context> =>
    async (context, input) =>
      answer(context, parse(shape, input, codes))
}
