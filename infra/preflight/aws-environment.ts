import { SFNClient } from '@aws-sdk/client-sfn'
import type { Settings } from '../settings.ts'

// Any client finds region and credentials as all of AWS's tools do: in variables, profiles, SSO and instance metadata.
const { config } = new SFNClient({})

/**
 * Throws where neither the stage nor the environment names a region. Terraform reads both variables, the SDK the first.
 */
export async function requireRegion({ stage, region }: Settings): Promise<void> {
  if (region !== undefined || process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION) return
  await config.region().catch(() => {
    throw new Error(
      `No AWS region is set. Write "region": "eu-central-1", say, into infra/stages/${stage}.json, or set AWS_REGION.`,
    )
  })
}

/** Throws where no AWS credentials can be found. Whether they are accepted is for AWS to say. */
export async function requireCredentials(): Promise<void> {
  await config.credentials().catch((error: Error) => {
    const profile = process.env.AWS_PROFILE
    const why = profile ? ` with the profile ${profile} (${error.message.split('\n')[0]})` : ''
    throw new Error(
      `No AWS credentials found${why}. Sign in (aws sso login), or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
    )
  })
}
