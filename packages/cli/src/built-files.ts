import { join, resolve } from 'node:path'

/** The packages' folder, from the sources as from the bundle: both lie two levels below it. */
export const PACKAGES = resolve(import.meta.dirname, '../..')

/** Where the console is built. Until it is, whoever asks for it is told so. */
export const CONSOLE_FILES = join(PACKAGES, 'console/dist')
