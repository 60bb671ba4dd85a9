/** Nothing more can be kept, so nothing more is acknowledged. What was acknowledged before is safe. */
export class JournalFailed extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'JournalFailed'
  }
}
