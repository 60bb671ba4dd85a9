import type { BatchState } from 'intake'
import { predictBatch, startBatch, stopBatch } from '../api/batches.ts'
import { isAtWork, useBatchAct } from '../hooks/use-batch.ts'
import { useRequestedBy } from '../hooks/use-requested-by.ts'
import { formatCount, formatDuration, plural } from '../model/format.ts'
import { Field } from './Field.tsx'
import { FormError } from './FormError.tsx'
import { Icon } from './Icon.tsx'

/** Predict, start, stop; and how far it is. */
export function BatchActs({ batch }: { batch: BatchState }) {
  if (isAtWork(batch)) return <AtWork batch={batch} />
  return batch.stage === 'ended' ? null : <Startable batch={batch} />
}

function Startable({ batch }: { batch: BatchState }) {
  const [requestedBy, setRequestedBy] = useRequestedBy()
  const predict = useBatchAct(() => predictBatch(batch.id))
  const start = useBatchAct(() => startBatch(batch.id, requestedBy))
  const nothing = batch.fault !== undefined || batch.ready === 0
  const busy = predict.isPending || start.isPending
  return (
    <section aria-label="Start" className="card form">
      {batch.fault !== undefined && (
        <p role="alert" className="check tone-bad">
          <Icon name="cross" size={14} /> {batch.fault}
        </p>
      )}
      {batch.error !== undefined && (
        <p role="alert" className="check tone-bad">
          <Icon name="cross" size={14} /> {batch.error}
        </p>
      )}
      <Field
        label="Requested by"
        hint="Who asks for these enrollments: you. Optional."
        maxLength={100}
        value={requestedBy}
        onChange={setRequestedBy}
      />
      <div className="actions">
        <button type="button" className="button" disabled={nothing || busy} onClick={() => predict.mutate()}>
          <Icon name="eye" /> Predict the answers
        </button>
        <button type="button" className="button primary" disabled={nothing || busy} onClick={() => start.mutate()}>
          <Icon name="play" />
          {batch.stage === 'checked' ? `Enroll ${plural(batch.ready, 'student')}` : 'Continue'}
        </button>
      </div>
      <p className="faint">
        A prediction starts nothing and writes nothing. No row starts twice, whatever file it comes in; rows with
        mistakes are not started.
      </p>
      <FormError error={predict.error ?? start.error} />
    </section>
  )
}

function AtWork({ batch }: { batch: BatchState }) {
  const stop = useBatchAct(() => stopBatch(batch.id))
  const { done = 0, perSecond = 0, remainingMs } = batch.progress ?? {}
  const what = batch.stage === 'predicting' ? 'predicted' : 'answered'
  const rate = perSecond === 0 ? '' : `, ${perSecond >= 10 ? Math.round(perSecond) : perSecond.toFixed(1)} a second`
  const left = remainingMs === undefined ? '' : `, ${formatDuration(remainingMs)} left`
  return (
    <section aria-label="Progress" className="card form">
      <progress max={Math.max(1, batch.total)} value={done} aria-label={`Rows ${what}`} />
      <p className="number">
        {formatCount(done)} of {plural(batch.total, 'row')} {what}
        {rate}
        {left}
      </p>
      <p className="faint">This page may be closed: the server continues.</p>
      <div className="actions">
        <button type="button" className="button danger" disabled={stop.isPending} onClick={() => stop.mutate()}>
          <Icon name="stop" /> Stop
        </button>
      </div>
      <FormError error={stop.error} />
    </section>
  )
}
