import type { Emulator } from 'emulator'
import type { Browser, Page, ViewportSize } from 'playwright-core'
import { startBreakableEmulator } from './breakable-emulator.ts'
import { launchBrowser } from './browser.ts'
import { clients } from './emulator-process.ts'

export interface ConsoleSession {
  emulator: Emulator
  sfn: ReturnType<typeof clients>['sfn']
  dynamodb: ReturnType<typeof clients>['dynamodb']
  /** A new page with empty storage. `base`: where the console is served, by default the emulator. */
  open(hash?: string, options?: { base?: string; viewport?: ViewportSize }): Promise<Page>
  /** What went wrong in any page: errors on the console, requests that would have left the machine. */
  complaints: string[]
  /** A page that is left open continues to poll. */
  closePages(): Promise<void>
  close(): Promise<void>
}

/** An emulator with the built console, and a browser to look at it. */
export async function startConsoleSession(): Promise<ConsoleSession> {
  const emulator = await startBreakableEmulator()
  const browser = await launchBrowser()
  const complaints: string[] = []
  return {
    emulator,
    ...clients(emulator.url),
    complaints,
    async open(hash = '', { base = emulator.url, viewport = { width: 1280, height: 800 } } = {}) {
      const page = await newPage(browser, viewport)
      page.on('request', (request) => {
        if (!request.url().startsWith(`${base}/`)) complaints.push(`${request.method()} ${request.url()}`)
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('console', (message) => {
        // A 4xx answer is not a fault of the page: the browser reports each of them.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load')) complaints.push(message.text())
      })
      await page.goto(`${base}/console/${hash}`)
      return page
    },
    async closePages() {
      await Promise.all(browser.contexts().map((context) => context.close()))
    },
    async close() {
      await browser.close()
      await emulator.close()
    },
  }
}

async function newPage(browser: Browser, viewport: ViewportSize): Promise<Page> {
  const context = await browser.newContext({ viewport })
  context.setDefaultTimeout(20_000)
  return context.newPage()
}
