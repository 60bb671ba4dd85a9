import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

interface Answer {
  data: { affectedTasks: { items: { name: string; script: string | null; package: { name: string } }[] } }
}

/**
 * The packages whose tests a change since `base` can affect: those in which something changed that their tests read, and
 * all that depend on one. Throws, in one line, where the base is not in the clone: turbo would take everything.
 */
export function affectedPackages(root: string, base: string): string[] {
  const from = commonCommit(root, base)
  const turbo = join(import.meta.dirname, '../../../node_modules/.bin/turbo')
  const query = `{ affectedTasks(base: "${from}", head: "HEAD", tasks: ["test"]) { items { name script package { name } } } }`
  const text = execFileSync(turbo, ['query', query], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  const { items } = (JSON.parse(text) as Answer).data.affectedTasks
  return items
    .filter(({ name, script }) => name === 'test' && script !== null)
    .map((item) => item.package.name)
    .sort()
}

/** Where the branch left the base: what happened there since is not its change. */
function commonCommit(root: string, base: string): string {
  try {
    return execFileSync('git', ['merge-base', base, 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    throw new Error(
      `The base "${base}" is not in this clone, or has nothing in common with it: expected a commit of its history. Fetch it (fetch-depth: 0), or name another one.`,
    )
  }
}
