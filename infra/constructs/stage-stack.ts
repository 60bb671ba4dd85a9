import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity/index.js'
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition/index.js'
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region/index.js'
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js'
import { LocalBackend, S3Backend, TerraformOutput, TerraformStack } from 'cdktf'
import type { Construct } from 'constructs'
import type { Settings } from '../settings.ts'

/**
 * A stack of one stage: provider, state and names. Stacks know each other's resources by name alone and never by remote
 * state, so that each one is planned and deployed by itself.
 */
export class StageStack extends TerraformStack {
  readonly settings: Settings
  readonly region: string
  readonly account: string
  private readonly partition: string

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id)
    this.settings = settings
    // Region and credentials come from the environment, as for any AWS tool.
    new AwsProvider(this, 'aws', {
      defaultTags: [{ tags: { ...settings.tags, project: 'course-enrollment', stage: settings.stage, stack: id } }],
    })
    if (settings.awsProviderVersion !== undefined) {
      this.addOverride('terraform.required_providers.aws.version', settings.awsProviderVersion)
    }
    this.keepState(id)
    // `id`, since it is the region's name in versions 5 and 6 of the provider alike.
    this.region = new DataAwsRegion(this, 'region').id
    this.account = new DataAwsCallerIdentity(this, 'caller').accountId
    this.partition = new DataAwsPartition(this, 'partition').partition
  }

  /** The name that something has in this stage. */
  nameOf(base: string): string {
    return `${this.settings.stage}-${base}`
  }

  arnOf(service: string, resource: string): string {
    const region = service === 'iam' ? '' : this.region
    return `arn:${this.partition}:${service}:${region}:${this.account}:${resource}`
  }

  /** Printed after a deploy, and read by `terraform output`. */
  tell(name: string, value: string): void {
    new TerraformOutput(this, `output-${name}`, { value }).overrideLogicalId(name)
  }

  private keepState(id: string): void {
    const { stage, stateBucket } = this.settings
    if (stateBucket === undefined) {
      // Terraform runs in cdktf.out/stacks/<id>: the state lies beside cdktf.json, in any clone.
      new LocalBackend(this, { path: `../../../terraform.${stage}.${id}.tfstate` })
    } else {
      const { name: bucket, region } = stateBucket
      new S3Backend(this, { bucket, region, key: `course-enrollment/${stage}/${id}.tfstate`, encrypt: true })
      // Terraform locks in the bucket itself since 1.10; the bindings are older than that.
      this.addOverride('terraform.backend.s3.use_lockfile', true)
    }
  }
}
