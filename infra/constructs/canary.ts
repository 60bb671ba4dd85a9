import type { Settings } from '../settings.ts'

/** Whether the canary moves an alias. Then Terraform leaves it where it is; a pin is Terraform's in any case. */
export function movedByCanary({ canary }: Settings, pinnedVersion: string | undefined): boolean {
  return canary !== undefined && pinnedVersion === undefined
}

export function aliasDescription(settings: Settings, pinnedVersion: string | undefined): string {
  if (pinnedVersion !== undefined) return `Rolled back to version ${pinnedVersion}`
  return movedByCanary(settings, pinnedVersion) ? 'Where the canary led it' : 'The newest version'
}
