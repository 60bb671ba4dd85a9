/** Stands in for the SDK's default chain, which no Lambda needs. A client that relies on it is told so. */
export function defaultProvider() {
  return async (): Promise<never> => {
    throw new Error('This bundle has no credential chain. Give the client `credentials` from the environment.')
  }
}
