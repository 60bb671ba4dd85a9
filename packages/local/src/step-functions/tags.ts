import { tooManyTags } from './errors.ts'

export interface Tag {
  key: string
  value: string
}

const MAX_TAGS = 50

export function checkTags(arn: string, tags: readonly Tag[]): void {
  if (new Set(tags.map(({ key }) => key)).size > MAX_TAGS) throw tooManyTags(arn)
}

export function tagRecord(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]))
}

export function tagList(tags: Record<string, string>): Tag[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }))
}
