import { checkEmail } from 'check-email'
import { checkName } from 'check-name'
import { checkPayment } from 'check-payment'
import { validateDetails } from 'validate-details'

/** The manifest of a Lambda package. */
export type LambdaManifest = typeof checkName

type LambdaState = 'LookUpName' | 'LookUpEmail' | 'LookUpPaymentInfo' | 'ValidateDetails'

/** Which Lambda serves which state. */
export const lambdaOfState: Readonly<Record<LambdaState, LambdaManifest>> = {
  LookUpName: checkName,
  LookUpEmail: checkEmail,
  LookUpPaymentInfo: checkPayment,
  ValidateDetails: validateDetails,
}

/** The manifests of all Lambdas of the workflow. */
export const lambdas: readonly LambdaManifest[] = Object.values(lambdaOfState)

/** The alias under which every function is called, so that shipping or rolling back one touches nothing else. */
export const LIVE_ALIAS = 'live'

/** What every function has in its environment: its stack traces name the sources, not the bundle. */
export const RUNTIME_ENVIRONMENT = { NODE_OPTIONS: '--enable-source-maps' } as const
