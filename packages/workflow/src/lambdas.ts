import { checkEmail } from 'check-email'
import { checkName } from 'check-name'
import { checkPayment } from 'check-payment'
import { validateDetails } from 'validate-details'

/** The manifest of a Lambda package. */
export type LambdaManifest = typeof validateDetails

/** Which check serves which branch of CheckDetails, in the order in which reasons are given. Another check is another line. */
export const checks = {
  LookUpName: checkName,
  LookUpEmail: checkEmail,
  LookUpPaymentInfo: checkPayment,
} as const

/** Which Lambda serves which state. */
export const lambdaOfState = { ...checks, ValidateDetails: validateDetails } as const

/** The manifests of all Lambdas of the workflow. */
export const lambdas: readonly LambdaManifest[] = Object.values(lambdaOfState)

/** The alias under which every function is called, so that shipping or rolling back one touches nothing else. */
export const LIVE_ALIAS = 'live'

/** What every function has in its environment: its stack traces name the sources, not the bundle. */
export const RUNTIME_ENVIRONMENT = { NODE_OPTIONS: '--enable-source-maps' } as const
