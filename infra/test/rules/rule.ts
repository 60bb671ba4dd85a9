import type { Resource } from '../synthesized.ts'

/** One thing that scanners ask of a kind of resource, under all the ids that it goes by. */
export interface Rule {
  ids: readonly string[]
  asks: string
  /** Terraform's resource types that the rule checks. */
  of: readonly string[]
  met: (resource: Resource, all: readonly Resource[]) => boolean
}

/** The resource types that hold a policy of a role or user. */
export const IDENTITY_POLICIES = [
  'aws_iam_role_policy',
  'aws_iam_user_policy',
  'aws_iam_group_policy',
  'aws_iam_policy',
]
