import { lambdas, STATE_MACHINE, stateMachines } from 'workflow'
import { packBundle } from './bundle.ts'
import { type App, createApp } from './constructs/app.ts'
import { permissionsOf } from './constructs/permissions.ts'
import { workflowTypeOf } from './constructs/state-machine.ts'
import type { Pins } from './pins.ts'
import type { Settings } from './settings.ts'
import { CourseEnrollmentStack } from './stacks/course-enrollment-stack.ts'
import { DataStack } from './stacks/data-stack.ts'
import { LambdaStack } from './stacks/lambda-stack.ts'
import { StateMachineStack } from './stacks/state-machine-stack.ts'

export interface EnrollmentAppOptions {
  settings: Settings
  pins: Pins
  /** Where the stacks are synthesized. */
  outdir: string
  /** A folder of bundles that were tested; left out, those that were built here. */
  bundles?: string | undefined
}

/** All stacks of one stage: the records, each Lambda package, and each state machine. */
export function enrollmentApp({ settings, pins, outdir, bundles }: EnrollmentAppOptions): App {
  const app = createApp(outdir)
  const data = new DataStack(app, settings)
  const functions = new Map(
    lambdas.map((manifest) => {
      const bundle = packBundle(manifest, outdir, bundles)
      return [manifest.name, new LambdaStack(app, { settings, manifest, bundle, pins })]
    }),
  )
  const machines = new Map(
    Object.values(stateMachines).map((name) => [
      name,
      name === STATE_MACHINE
        ? new CourseEnrollmentStack(app, { settings, pins })
        : new StateMachineStack(app, { settings, name, pins }),
    ]),
  )
  for (const [name, machine] of machines) {
    const { functions: called, starts } = permissionsOf(name, workflowTypeOf(settings, name))
    const needed = [
      data,
      ...called.map((manifest) => functions.get(manifest.name)),
      ...starts.map((it) => machines.get(it)),
    ]
    // First what it calls and starts: a definition never names what is not there yet.
    for (const stack of needed) if (stack !== undefined && stack !== machine) machine.addDependency(stack)
  }
  return app
}
