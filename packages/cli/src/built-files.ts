import { join, resolve } from 'node:path'

/** The packages' folder: sources and bundle are both two levels below it. */
export const PACKAGES = resolve(import.meta.dirname, '../..')

/** Where the console is built. Until it is, a request for it is answered with how to build it. */
export const CONSOLE_FILES = join(PACKAGES, 'console/dist')
