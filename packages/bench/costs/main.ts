import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { startEnrollLocal } from '../shared/enroll-local.ts'
import { createClient } from '../shared/http-client.ts'
import { report } from '../shared/report.ts'
import { withScratch } from '../shared/scratch.ts'
import { takeEveryPath } from './take-every-path.ts'

/** What 1,000 executions of each path cost: counted from histories by what `pnpm --filter infra costs` runs. */
const COSTS = resolve(import.meta.dirname, '../../../infra/costs/main.ts')

/** What it prints. */
interface PathCost {
  path: string
  mean: { transitions: number }
  standard: { total: number }
  express?: { total: number }
}

await withScratch(async (directory) => {
  const local = await startEnrollLocal(join(directory, 'data'))
  const client = createClient(local.url, 1)
  try {
    await takeEveryPath(client)
    const env = {
      ...process.env,
      AWS_ENDPOINT_URL: local.url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    }
    const { stdout } = await promisify(execFile)(process.execPath, [COSTS, '--json'], { env })
    const costs = JSON.parse(stdout) as PathCost[]
    report({
      title: 'US dollars for 1,000 executions of each path, counted from their histories',
      columns: ['transitions', 'Standard', 'Express'],
      rows: costs.map(({ path, mean: { transitions }, standard, express }) => {
        return { measure: path, transitions, Standard: standard.total, Express: express?.total }
      }),
    })
  } finally {
    client.close()
    await local.stop()
  }
})
