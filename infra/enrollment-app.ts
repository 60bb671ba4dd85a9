import { lambdas } from 'workflow'
import { packBundle } from './bundle.ts'
import { type App, createApp } from './constructs/app.ts'
import type { Pins } from './pins.ts'
import type { Settings } from './settings.ts'
import { CourseEnrollmentStack } from './stacks/course-enrollment-stack.ts'
import { LambdaStack } from './stacks/lambda-stack.ts'

export interface EnrollmentAppOptions {
  settings: Settings
  pins: Pins
  /** Where the stacks are synthesized. */
  outdir: string
}

/** All stacks of one stage: one for each Lambda package, and one for the workflow and its table. */
export function enrollmentApp({ settings, pins, outdir }: EnrollmentAppOptions): App {
  const app = createApp(outdir)
  const workflow = new CourseEnrollmentStack(app, settings)
  for (const manifest of lambdas) {
    const bundle = packBundle(manifest, outdir)
    // Functions first: a definition never calls what is not there yet.
    workflow.addDependency(new LambdaStack(app, { settings, manifest, bundle, pins }))
  }
  return app
}
