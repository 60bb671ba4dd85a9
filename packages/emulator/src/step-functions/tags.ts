import { tooManyTags, validationException } from './errors.ts'

export interface Tag {
  key: string
  value: string
}

const MAX_TAGS = 50

export function checkTags(arn: string, tags: readonly Tag[]): void {
  // Reserved in every mix of upper and lower case (AWS, "Tag naming limits and requirements").
  if (tags.some(({ key }) => /^aws:/i.test(key))) {
    throw validationException('aws: prefixed tag key names are not allowed for external use.')
  }
  if (new Set(tags.map(({ key }) => key)).size > MAX_TAGS) throw tooManyTags(arn)
}

export function tagRecord(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]))
}

export function tagList(tags: Record<string, string>): Tag[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }))
}
