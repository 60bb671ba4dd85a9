/** Types of attribute values as the AWS SDK integration names them in its results: as the SDK for Java does. */
const SDK_NAMES: Record<string, { name: string; holds: (value: unknown) => boolean }> = {
  BOOL: { name: 'Bool', holds: (value) => typeof value === 'boolean' },
  NULL: { name: 'Nul', holds: (value) => typeof value === 'boolean' },
  SS: { name: 'Ss', holds: Array.isArray },
  NS: { name: 'Ns', holds: Array.isArray },
  BS: { name: 'Bs', holds: Array.isArray },
}

/** A result of DynamoDB with its attribute values in those names. An attribute may be called like a type: its value tells. */
export function inSdkNames<T>(result: T): T {
  return rename(result) as T
}

function rename(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rename)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, content]): [string, unknown] => {
      const type = Object.hasOwn(SDK_NAMES, key) ? SDK_NAMES[key] : undefined
      return type?.holds(content) ? [type.name, content] : [key, rename(content)]
    }),
  )
}
