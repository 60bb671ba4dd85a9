import type { Operation } from '../server/operation.ts'
import { type Input, type Operation as Name, run, type Store, validate } from './dynalite.ts'
import type { DynamoDbContext } from './operation.ts'

/** An operation as dynalite carries it out. */
export function dynaliteOperation(name: Name): Operation<DynamoDbContext> {
  return ({ store }, input) => runDynalite(store.dynalite, name, input as Input)
}

/** Checks and runs. Alters `input`. */
export async function runDynalite(store: Store, name: Name, input: Input): Promise<Input> {
  return run(store, name, validate(store, name, input))
}
