import { readdir, readFile, readlink } from 'node:fs/promises'

const LISTENS = '0A'
/** As the kernel writes them. */
const LOOPBACK = { '0100007F': '127.0.0.1', '00000000000000000000000001000000': '::1' } as Record<string, string>

/** The addresses of all TCP sockets on which a process listens; one that is not loopback stays as the kernel writes it. Linux. */
export async function listeningAddresses(pid: number): Promise<string[]> {
  const inodes = await socketsOf(pid)
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/${pid}/net/${name}`, 'utf8')))
  return tables.flatMap((table) =>
    table
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode = '']) => state === LISTENS && inodes.has(inode))
      .map(([, local = '']) => local.split(':')[0] ?? '')
      .map((address) => LOOPBACK[address] ?? address),
  )
}

async function socketsOf(pid: number): Promise<Set<string>> {
  const inodes = new Set<string>()
  for (const descriptor of await readdir(`/proc/${pid}/fd`)) {
    const inode = /^socket:\[(\d+)\]$/.exec(await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => ''))?.[1]
    if (inode !== undefined) inodes.add(inode)
  }
  return inodes
}
