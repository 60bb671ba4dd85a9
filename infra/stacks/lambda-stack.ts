import type { Construct } from 'constructs'
import type { LambdaManifest } from 'workflow'
import type { Bundle } from '../bundle.ts'
import { lambdaFunction } from '../constructs/lambda-function.ts'
import { StageStack } from '../constructs/stage-stack.ts'
import type { Pins } from '../pins.ts'
import type { Settings } from '../settings.ts'

export interface LambdaStackOptions {
  settings: Settings
  manifest: LambdaManifest
  bundle: Bundle
  pins: Pins
}

/** One Lambda package and all that it needs, shipped and rolled back by itself. */
export class LambdaStack extends StageStack {
  constructor(scope: Construct, { settings, manifest, bundle, pins }: LambdaStackOptions) {
    super(scope, manifest.name, settings)
    lambdaFunction(this, { manifest, bundle, pinnedVersion: pins[settings.stage]?.[manifest.name] })
  }
}
