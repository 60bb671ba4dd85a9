import type { MachineRoom } from 'local'
import type { Browser, Page, ViewportSize } from 'playwright-core'
import { startBreakableRoom } from './breakable-room.ts'
import { launchBrowser } from './browser.ts'
import { clients } from './room.ts'

export interface ConsoleSession {
  room: MachineRoom
  sfn: ReturnType<typeof clients>['sfn']
  dynamodb: ReturnType<typeof clients>['dynamodb']
  /** A new page, as of somebody who has never been here. `base`: where the console is served, the room where left out. */
  open(hash?: string, options?: { base?: string; viewport?: ViewportSize }): Promise<Page>
  /** What went wrong in any page: errors on the console, requests that would have left the machine. */
  complaints: string[]
  /** A page that is left open goes on asking. */
  closePages(): Promise<void>
  close(): Promise<void>
}

/** A machine room with the built console, and a browser to look at it. */
export async function startConsoleSession(): Promise<ConsoleSession> {
  const room = await startBreakableRoom()
  const browser = await launchBrowser()
  const complaints: string[] = []
  return {
    room,
    ...clients(room.url),
    complaints,
    async open(hash = '', { base = room.url, viewport = { width: 1280, height: 800 } } = {}) {
      const page = await newPage(browser, viewport)
      page.on('request', (request) => {
        if (!request.url().startsWith(`${base}/`)) complaints.push(`${request.method()} ${request.url()}`)
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('console', (message) => {
        // A 4xx answer is no fault of the page: the browser reports each of them.
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
      await room.close()
    },
  }
}

async function newPage(browser: Browser, viewport: ViewportSize): Promise<Page> {
  const context = await browser.newContext({ viewport })
  context.setDefaultTimeout(20_000)
  return context.newPage()
}
