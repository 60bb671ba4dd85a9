import type { AnswerCounts, BatchState } from 'intake'
import { outputUrl } from '../api/batches.ts'
import { countsInWords, reasonsByCount } from '../model/batch.ts'
import { formatCount, formatDollars, formatDuration, plural } from '../model/format.ts'
import { Icon } from './Icon.tsx'

/** How the rows ended, or would end. */
export function BatchResults({ batch }: { batch: BatchState }) {
  const { stage, progress, prediction } = batch
  if (stage === 'checked') {
    return prediction === undefined ? null : (
      <section aria-label="Prediction" className="card form">
        <h2>If it ran now</h2>
        <Counts counts={prediction.counts} reasons={prediction.reasons} />
        <p className="faint">
          It would take about {formatDuration(Math.ceil(prediction.durationMs / 1000) * 1000)}, bounded by{' '}
          {prediction.limitedBy}
          {prediction.costUsd > 0 && `, and cost about ${formatDollars(prediction.costUsd)} on AWS`}. Nothing was
          started.
        </p>
      </section>
    )
  }
  if (progress === undefined || progress.done === 0) return null
  return (
    <section aria-label="Results" className="card form">
      <h2>{stage === 'ended' ? 'Results' : stage === 'predicting' ? 'So far, if it ran now' : 'So far'}</h2>
      <Counts counts={progress.counts} reasons={progress.reasons} />
      {progress.before > 0 && (
        <p className="faint">{plural(progress.before, 'row')} of them started by an earlier run.</p>
      )}
      {(stage === 'ended' || stage === 'stopped' || stage === 'failed') && <Downloads batch={batch} />}
    </section>
  )
}

function Downloads({ batch: { id, rejected } }: { batch: BatchState }) {
  return (
    <>
      <div className="actions">
        <a className="button" href={outputUrl(id, 'results')} download>
          <Icon name="download" /> Results
        </a>
        {rejected > 0 && (
          <a className="button" href={outputUrl(id, 'rejected')} download>
            <Icon name="download" /> Rejected rows ({formatCount(rejected)})
          </a>
        )}
      </div>
      <p className="faint">
        {rejected > 0 && 'The file of rejected rows says why, and runs as it is or corrected. '}
        Both are kept until they are deleted here, or the server ends.
      </p>
    </>
  )
}

function Counts({ counts, reasons }: { counts: AnswerCounts; reasons: Readonly<Record<string, number>> }) {
  const why = reasonsByCount(reasons)
  return (
    <>
      <ul className="counts">
        {countsInWords(counts).map(({ answer, label, count }) => (
          <li key={answer}>
            <span className="number">{formatCount(count)}</span> {label}
          </li>
        ))}
      </ul>
      {why.length > 0 && (
        <>
          <h3>Cancelled because</h3>
          <ul className="counts">
            {why.map(([reason, count]) => (
              <li key={reason}>
                <span className="number">{formatCount(count)}</span> {reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
