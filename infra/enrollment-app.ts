import { lambdas } from 'workflow'
import { packBundle } from './bundle.ts'
import { type App, createApp } from './constructs/app.ts'
import type { Pins } from './pins.ts'
import type { Settings } from './settings.ts'
import { CourseEnrollmentStack } from './stacks/course-enrollment-stack.ts'
import { DataStack } from './stacks/data-stack.ts'
import { LambdaStack } from './stacks/lambda-stack.ts'

export interface EnrollmentAppOptions {
  settings: Settings
  pins: Pins
  /** Where the stacks are synthesized. */
  outdir: string
  /** A folder of bundles that were tested; left out, those that were built here. */
  bundles?: string | undefined
}

/** All stacks of one stage: the records, each Lambda package, and the workflow. */
export function enrollmentApp({ settings, pins, outdir, bundles }: EnrollmentAppOptions): App {
  const app = createApp(outdir)
  const data = new DataStack(app, settings)
  const workflow = new CourseEnrollmentStack(app, { settings, pins })
  // Records and functions first: a definition never calls what is not there yet.
  workflow.addDependency(data)
  for (const manifest of lambdas) {
    const bundle = packBundle(manifest, outdir, bundles)
    workflow.addDependency(new LambdaStack(app, { settings, manifest, bundle, pins }))
  }
  return app
}
