import { appendFileSync } from 'node:fs'
import { knownStages, readSettings } from '../settings.ts'

/** The stages that a pipeline can plan and deploy: those whose state is in a bucket. As JSON, and for a later job. */
const stages = knownStages().filter((stage) => readSettings({ STAGE: stage }).stateBucket !== undefined)
process.stdout.write(`${JSON.stringify(stages)}\n`)
if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, `stages=${JSON.stringify(stages)}\n`)
