import { refuseUnknown } from './check-recovery.ts'
import type { CheckInner, Subject } from './check-state.ts'
import type { Fields, Report } from './report.ts'

const PROCESSOR_FIELDS = ['Comment', 'StartAt', 'States', 'ProcessorConfig']

export function checkMap({ report, state, location, templates }: Subject, checkInner: CheckInner): void {
  const { Items, MaxConcurrency, ToleratedFailureCount, ToleratedFailurePercentage } = state
  if (Items !== undefined) {
    const at = `${location}/Items`
    if (Array.isArray(Items)) templates.template(Items, at)
    else templates.valueOr(Items, at, () => report.schema('Expected a JSONata expression or an Array', at))
  }
  for (const [field, value] of Object.entries({ MaxConcurrency, ToleratedFailureCount })) {
    if (value === undefined) continue
    const at = `${location}/${field}`
    templates.valueOr(value, at, () => report.integer(value, { min: 0, max: Number.MAX_SAFE_INTEGER }, at))
  }
  if (ToleratedFailurePercentage !== undefined) {
    const at = `${location}/ToleratedFailurePercentage`
    templates.valueOr(ToleratedFailurePercentage, at, () =>
      report.number(ToleratedFailurePercentage, { min: 0, max: 100 }, at),
    )
  }
  if (state.ItemSelector !== undefined && state.Parameters !== undefined) {
    report.schema('There should only be one of the following fields: [ItemSelector, Parameters]', location)
  }
  checkProcessor(report, state, location, checkInner)
}

/** `Iterator` is the older name of `ItemProcessor`. */
function checkProcessor(report: Report, state: Fields, location: string, checkInner: CheckInner): void {
  const named = ['ItemProcessor', 'Iterator'].filter((field) => state[field] !== undefined)
  const [name] = named
  if (name === undefined) {
    report.schema('These fields are required: [ItemProcessor]', location)
    return
  }
  if (named.length > 1) {
    report.schema('There should only be one of the following fields: [ItemProcessor, Iterator]', location)
    return
  }
  const at = `${location}/${name}`
  const processor = report.object(state[name], at)
  if (processor === undefined) return
  refuseUnknown(report, processor, PROCESSOR_FIELDS, at)
  if (processor.Comment !== undefined) report.string(processor.Comment, `${at}/Comment`)
  if (processor.ProcessorConfig !== undefined) checkConfig(report, processor.ProcessorConfig, `${at}/ProcessorConfig`)
  checkInner(processor, at)
}

function checkConfig(report: Report, value: unknown, location: string): void {
  const config = report.object(value, location)
  if (config === undefined) return
  const { Mode = 'INLINE' } = config
  if (Mode === 'DISTRIBUTED') {
    report.schema('Mode DISTRIBUTED is not supported here: a Map runs inline only.', `${location}/Mode`)
  } else if (Mode !== 'INLINE') {
    report.schema('Value is not one of [DISTRIBUTED, INLINE]', `${location}/Mode`)
  } else {
    refuseUnknown(report, config, ['Mode'], location)
  }
}
