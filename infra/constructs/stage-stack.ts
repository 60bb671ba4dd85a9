import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity/index.js'
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition/index.js'
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region/index.js'
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js'
import { LocalBackend, S3Backend, TerraformOutput, TerraformStack } from 'cdktf'
import type { Construct } from 'constructs'
import type { Settings } from '../settings.ts'
import { REQUIRED_TERRAFORM } from './required-terraform.ts'

/**
 * A stack of one stage: provider, state and names. Stacks know each other's resources by name alone and never by remote
 * state, so that each one is planned and deployed by itself.
 */
export class StageStack extends TerraformStack {
  readonly settings: Settings
  readonly region: string
  readonly account: string
  readonly partition: string
  private readonly dnsSuffix: string
  private readonly imports: object[] = []

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id)
    this.settings = settings
    // Credentials come from the environment, as for any AWS tool, and so does a region that the stage does not name.
    new AwsProvider(this, 'aws', {
      ...(settings.region === undefined ? {} : { region: settings.region }),
      ...(settings.account === undefined ? {} : { allowedAccountIds: [settings.account] }),
      defaultTags: [{ tags: { ...settings.tags, project: 'course-enrollment', stage: settings.stage, stack: id } }],
    })
    if (settings.awsProviderVersion !== undefined) {
      this.addOverride('terraform.required_providers.aws.version', settings.awsProviderVersion)
    }
    this.addOverride('terraform.required_version', REQUIRED_TERRAFORM)
    this.keepState(id)
    // `id`, since it is the region's name in versions 5 and 6 of the provider alike.
    this.region = new DataAwsRegion(this, 'region').id
    this.account = new DataAwsCallerIdentity(this, 'caller').accountId
    const partition = new DataAwsPartition(this, 'partition')
    this.partition = partition.partition
    this.dnsSuffix = partition.dnsSuffix
  }

  /** The name that something has in this stage. */
  nameOf(base: string): string {
    return `${this.settings.stage}-${base}`
  }

  arnOf(service: string, resource: string): string {
    const region = service === 'iam' ? '' : this.region
    return `arn:${this.partition}:${service}:${region}:${this.account}:${resource}`
  }

  /** The regional endpoint of a service, as conditions and principals name it; China has a suffix of its own. */
  endpointOf(service: string): string {
    return `${service}.${this.region}.${this.dnsSuffix}`
  }

  /** Terraform no longer keeps these resources, by their addresses, and does not destroy them. */
  forget(addresses: readonly string[]): void {
    this.addOverride(
      'removed',
      addresses.map((from) => ({ from, lifecycle: { destroy: false } })),
    )
  }

  /** Brings a resource that exists already into the state; `when` is a Terraform condition, known when it plans. */
  adopt({ to, id, when }: { to: string; id: string; when: string }): void {
    this.imports.push({ for_each: `\${${when} ? toset(["${id}"]) : toset([])}`, to, id })
    this.addOverride('import', this.imports)
  }

  /** Printed after a deploy, and read by `terraform output`. */
  output(name: string, value: string): void {
    new TerraformOutput(this, `output-${name}`, { value }).overrideLogicalId(name)
  }

  private keepState(id: string): void {
    const { stage, stateBucket } = this.settings
    if (stateBucket === undefined) {
      // Terraform runs in cdktf.out/stacks/<id>: the state is beside cdktf.json, in any clone.
      new LocalBackend(this, { path: `../../../terraform.${stage}.${id}.tfstate` })
    } else {
      const { name: bucket, region, key } = stateBucket
      new S3Backend(this, { bucket, region, key: `${key}/${id}.tfstate`, encrypt: true })
      // Terraform locks in the bucket itself since 1.10; the bindings are older than that.
      this.addOverride('terraform.backend.s3.use_lockfile', true)
    }
  }
}
