import { join } from 'node:path'
import { enrollmentApp } from './enrollment-app.ts'
import { readPins } from './pins.ts'
import { readSettings } from './settings.ts'
import { enterStage } from './stage-marker.ts'

const settings = readSettings(process.env)
const outdir = process.env.CDKTF_OUTDIR ?? join(import.meta.dirname, 'cdktf.out')

enterStage(outdir, settings.stage)
enrollmentApp({ settings, outdir, pins: readPins(join(import.meta.dirname, 'pins.json')) }).synth()
