import type { ServiceResponse } from 'emulator'
import type { Target } from './target.ts'
import { requestedBy } from './who.ts'

/** Where the page asks for the metadata of its server. */
export const SETTINGS_PATH = '/console/settings.json'

/** Who looks at the page; undefined where AWS does not say it: then the page leaves the field blank. */
export function whoAsks(target: Target): Promise<string | undefined> {
  return requestedBy(target, {}).catch(() => undefined)
}

export function settingsResponse(settings: object): ServiceResponse {
  // This server answers the requests below /administration/.
  const body = JSON.stringify({ ...settings, administration: true })
  return { status: 200, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body }
}
