/** Step Functions refuses the arguments of a task before it calls the service: the task fails with States.Runtime. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError'
}
