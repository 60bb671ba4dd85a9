import type { Construct } from 'constructs'
import { encryptionKey } from '../constructs/encryption-key.ts'
import { enrollmentTable } from '../constructs/enrollment-table.ts'
import { StageStack } from '../constructs/stage-stack.ts'
import type { Settings } from '../settings.ts'

/** What cannot be made again: the records and the key that they are encrypted with. */
export class DataStack extends StageStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, 'data', settings)
    enrollmentTable(this, { keyArn: encryptionKey(this).arn })
  }
}
