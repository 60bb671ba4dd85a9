import { checkEmail } from 'check-email'
import { checkName } from 'check-name'
import { checkPayment } from 'check-payment'
import { validateDetails } from 'validate-details'

/** Which Lambda serves which state. */
export const lambdaOfState = {
  LookUpName: checkName,
  LookUpEmail: checkEmail,
  LookUpPaymentInfo: checkPayment,
  ValidateDetails: validateDetails,
} as const

/** The manifests of all Lambdas of the workflow. */
export const lambdas = Object.values(lambdaOfState)

/** The alias under which every function is called, so that shipping or rolling back one touches nothing else. */
export const LIVE_ALIAS = 'live'

/** What a Lambda package tells of itself. */
export type LambdaManifest = (typeof lambdas)[number]
