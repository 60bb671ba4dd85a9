import { useQueryClient } from '@tanstack/react-query'
import type { BatchState } from 'intake'
import { type ReactNode, useEffect } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { removeBatch } from '../api/batches.ts'
import { BatchActs } from '../components/BatchActs.tsx'
import { BatchColumns } from '../components/BatchColumns.tsx'
import { BatchProblems } from '../components/BatchProblems.tsx'
import { BatchResults } from '../components/BatchResults.tsx'
import { Icon } from '../components/Icon.tsx'
import { InterruptedBatch } from '../components/InterruptedBatch.tsx'
import { ErrorNotice, Notice, Skeleton } from '../components/Notice.tsx'
import { StatusMark } from '../components/StatusMark.tsx'
import { isAtWork, type KnownBatch, useBatch } from '../hooks/use-batch.ts'
import { useTitle } from '../hooks/use-title.ts'
import { INTERRUPTED, STAGE_LOOKS } from '../model/batch.ts'
import { formatCount } from '../model/format.ts'
import { paths } from '../model/paths.ts'
import type { StatusLook } from '../model/status.ts'

export function BatchPage() {
  const { batch: id = '' } = useParams()
  useTitle('Intake')
  return <Batch key={id} id={id} />
}

function Batch({ id }: { id: string }) {
  const batch = useBatch(id)
  if (batch.interrupted !== undefined) {
    return (
      <>
        <BatchHead batch={batch.interrupted} look={INTERRUPTED} />
        <InterruptedBatch batch={batch.interrupted} />
      </>
    )
  }
  if (batch.data !== undefined) {
    return (
      <>
        {batch.error !== null && <ErrorNotice error={batch.error} retry={batch.refetch} />}
        <LoadedBatch batch={batch.data} onRemoved={batch.forget} />
      </>
    )
  }
  if (batch.isPending) return <Skeleton lines={8} label="Loading the file" />
  return (
    <Notice page title="No such batch" icon="search" action={<Link to={paths.intake}>Choose a file</Link>}>
      {batch.error.message}
    </Notice>
  )
}

function LoadedBatch({ batch, onRemoved }: { batch: BatchState; onRemoved: () => void }) {
  const queryClient = useQueryClient()
  const ended = batch.stage === 'ended'
  useEffect(() => {
    if (!ended) return
    for (const queryKey of [['courses'], ['entries'], ['student'], ['students']])
      queryClient.invalidateQueries({ queryKey })
  }, [ended, queryClient])
  return (
    <>
      <BatchHead batch={batch} look={STAGE_LOOKS[batch.stage]}>
        {!isAtWork(batch) && <RemoveButton id={batch.id} ended={ended} onRemoved={onRemoved} />}
      </BatchHead>
      {!ended && !isAtWork(batch) && <BatchColumns batch={batch} />}
      <BatchActs batch={batch} />
      <BatchResults batch={batch} />
      {!ended && <BatchProblems problems={batch.problems} all={batch.refused + batch.duplicates} />}
    </>
  )
}

interface BatchHeadProps {
  batch: KnownBatch
  look: StatusLook
  children?: ReactNode
}

function BatchHead({ batch, look, children }: BatchHeadProps) {
  return (
    <>
      <nav className="crumbs" aria-label="Breadcrumb">
        <Link to={paths.intake}>Intake</Link>
        <Icon name="chevron" size={12} />
        <span>{batch.fileName}</span>
      </nav>
      <div className="page-head">
        <h1 className="wraps">{batch.fileName}</h1>
        {children}
      </div>
      <dl className="facts">
        <Fact label="Status">
          <StatusMark look={look} />
        </Fact>
        <Fact label="Rows">{formatCount(batch.total)}</Fact>
        <Fact label="Can be started">{formatCount(batch.ready)}</Fact>
        <Fact label="With mistakes">{formatCount(batch.refused)}</Fact>
        <Fact label="Duplicates">{formatCount(batch.duplicates)}</Fact>
      </dl>
    </>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** What it started stays: only the file and its results are deleted, at the server. */
function RemoveButton({ id, ended, onRemoved }: { id: string; ended: boolean; onRemoved: () => void }) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const remove = async () => {
    await removeBatch(id).catch(() => undefined)
    onRemoved()
    await queryClient.invalidateQueries({ queryKey: ['batches'] })
    navigate(paths.intake)
  }
  return (
    <button type="button" className="button" onClick={remove}>
      {ended ? 'Delete the results' : 'Delete the file'}
    </button>
  )
}
