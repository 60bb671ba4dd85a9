import { Logger } from '@aws-lambda-powertools/logger'
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware'
import middy from '@middy/core'

const logger = new Logger({ serviceName: 'bench' })

export const handler: object = middy(async () => ({})).use(injectLambdaContext(logger))
