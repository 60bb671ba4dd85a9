import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { BatchState } from 'intake'
import { Link, useNavigate } from 'react-router'
import { addBatch } from '../api/batches.ts'
import { FileDrop } from '../components/FileDrop.tsx'
import { FormError } from '../components/FormError.tsx'
import { Notice } from '../components/Notice.tsx'
import { StatusMark } from '../components/StatusMark.tsx'
import { useBatches } from '../hooks/use-batch.ts'
import { useConsole } from '../hooks/use-console.ts'
import { useTitle } from '../hooks/use-title.ts'
import { STAGE_LOOKS } from '../model/batch.ts'
import { formatCount, plural } from '../model/format.ts'
import { batchPath } from '../model/paths.ts'

/** Spreadsheets of many requests: a file becomes a batch, which the server of this page runs. */
export function IntakePage() {
  const { settings } = useConsole()
  const offered = settings.administration === true && !settings.readOnly
  const batches = useBatches(offered)
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const add = useMutation({
    mutationFn: addBatch,
    onSuccess: (batch) => {
      queryClient.setQueryData(['batch', batch.id], batch)
      navigate(batchPath(batch.id))
    },
  })
  useTitle('Intake')
  return (
    <>
      <div className="page-head">
        <h1>Intake</h1>
        {settings.readOnly && <span className="faint">Read-only: nothing can be started from here</span>}
      </div>
      {offered ? (
        <>
          <FileDrop
            label={add.isPending ? 'Checking the file…' : 'Drop a spreadsheet here, or choose one'}
            hint="A CSV file with a row of headings and a row for each student: name, e-mail, paid, course. At most 10 MiB. Nothing starts yet."
            disabled={add.isPending}
            onFile={(file) => add.mutate(file)}
          />
          <FormError error={add.error} />
          {batches.data !== undefined && batches.data.length > 0 && <BatchTable batches={batches.data} />}
        </>
      ) : (
        <Notice title="Spreadsheets cannot be run here" icon="stop">
          {settings.readOnly
            ? 'This console is read-only. Start it with enroll console --read-write to enroll many students at once.'
            : 'The server of this page does not run batches. Start it with enroll console --read-write, or pnpm start.'}
        </Notice>
      )}
    </>
  )
}

function BatchTable({ batches }: { batches: readonly BatchState[] }) {
  return (
    <>
      <h2 className="section-title">Files of this server</h2>
      <table className="table rows">
        <caption className="sr-only">Files of this server, the newest first</caption>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Status</th>
            <th scope="col">Rows</th>
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <tr key={batch.id}>
              <td className="cell-wide">
                <Link className="strong" to={batchPath(batch.id)}>
                  {batch.fileName}
                </Link>
              </td>
              <td>
                <StatusMark look={STAGE_LOOKS[batch.stage]} />
              </td>
              <td className="number">
                {batch.progress === undefined || batch.stage === 'checked'
                  ? plural(batch.total, 'row')
                  : `${formatCount(batch.progress.done)} of ${plural(batch.total, 'row')}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
