import { join } from 'node:path'
import { enrollmentApp } from './enrollment-app.ts'
import { readPins } from './pins.ts'
import { readSettings, type Settings } from './settings.ts'
import { enterStage } from './stage-marker.ts'

const settings = settingsOrExit()
const outdir = process.env.CDKTF_OUTDIR ?? join(import.meta.dirname, 'cdktf.out')

enterStage(outdir, settings.stage)
enrollmentApp({ settings, outdir, pins: readPins(join(import.meta.dirname, 'pins.json')) }).synth()

/** A mistyped setting is told in a line: cdktf prints what stands here twice. */
function settingsOrExit(): Settings {
  try {
    return readSettings(process.env)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exit(1)
  }
}
