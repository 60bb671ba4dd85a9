import type { FunctionConfiguration } from './configuration.ts'

export const latestVersion = '$LATEST'

/** The numbers of the published versions, oldest first. The last one is what is deployed. */
export function publishedVersions({ earlierBundles = [] }: FunctionConfiguration): string[] {
  return [...earlierBundles, 'the deployed one'].map((_, index) => String(index + 1))
}

/** A function as one of its versions runs it: they differ in their bundles. */
export function configurationOf<F extends FunctionConfiguration>(configuration: F, version: string): F {
  const bundle = configuration.earlierBundles?.[Number(version) - 1]
  return bundle === undefined ? configuration : { ...configuration, bundle }
}
