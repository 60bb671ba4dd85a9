import { join } from 'node:path'
import { lambdas, stateMachines } from 'workflow'
import { enrollmentApp } from './enrollment-app.ts'
import { oneLine } from './one-line.ts'
import { readPins } from './pins.ts'
import { readSettings } from './settings.ts'
import { lockProvider } from './state/lock-provider.ts'
import { rememberState } from './state/remember-state.ts'

const outdir = process.env.CDKTF_OUTDIR ?? join(import.meta.dirname, 'cdktf.out')
const stacks = ['data', ...lambdas.map(({ name }) => name), ...Object.values(stateMachines)]

await oneLine(() => {
  const settings = readSettings(process.env)
  const pins = readPins(join(import.meta.dirname, 'pins.json'))
  rememberState({ settings, outdir, stacks, stateFiles: import.meta.dirname })
  // An empty variable is none.
  const bundles = process.env.BUNDLES || undefined
  enrollmentApp({ settings, outdir, pins, bundles }).synth()
  lockProvider({ settings, outdir, stacks })
})
