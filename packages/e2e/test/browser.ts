import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Debian's Chromium, or another one that is named by CHROMIUM_PATH; undefined where there is none. */
export const chromiumPath = PLACES.find((path) => path !== undefined && existsSync(path))

if (chromiumPath === undefined) {
  process.stderr.write(
    '\n*** No Chromium: the browser tests of the console are SKIPPED. Install it (apt-get install chromium), or name one by CHROMIUM_PATH. ***\n\n',
  )
}

export async function launchBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('No Chromium found: check chromiumPath first.')
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
