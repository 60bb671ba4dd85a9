/** The part of a CycloneDX bill of materials that is read here. */
export interface BillOfMaterials {
  components?: { group?: string; name: string; version?: string }[]
}

interface Advisory {
  title: string
  severity: string
  url: string
}

/** What a registry knows against these bills of materials, a line each. Our own packages are in no registry. */
export async function advisoriesOf(
  bills: readonly BillOfMaterials[],
  { registry, own }: { registry: string; own: ReadonlySet<string> },
): Promise<string[]> {
  const versions = versionsIn(bills, own)
  const response = await fetch(new URL('-/npm/v1/security/advisories/bulk', registry), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(versions),
  })
  if (!response.ok) {
    throw new Error(`The registry answered ${response.status} where it was asked for advisories: expected 200.`)
  }
  const found = (await response.json()) as Record<string, Advisory[]>
  return Object.entries(found).flatMap(([name, advisories]) =>
    advisories.map(
      ({ severity, title, url }) => `${name} ${versions[name]?.join(', ')}: ${severity}, ${title} (${url})`,
    ),
  )
}

/** The versions that ship, by package. */
export function versionsIn(bills: readonly BillOfMaterials[], own: ReadonlySet<string>): Record<string, string[]> {
  const versions: Record<string, string[]> = {}
  for (const { group, name, version } of bills.flatMap(({ components = [] }) => components)) {
    const full = group === undefined ? name : `${group}/${name}`
    if (version === undefined || own.has(full)) continue
    versions[full] = [...new Set([...(versions[full] ?? []), version])]
  }
  return versions
}
