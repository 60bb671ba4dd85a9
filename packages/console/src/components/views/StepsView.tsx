import type { Step } from 'history'
import { useMemo, useState } from 'react'
import {
  Button,
  Cell,
  Column,
  type Key,
  Row,
  Table,
  TableBody,
  TableHeader,
  TableLayout,
  Virtualizer,
} from 'react-aria-components'
import { useMedia } from '../../hooks/use-media.ts'
import { useNow } from '../../hooks/use-now.ts'
import type { Run } from '../../hooks/use-run.ts'
import { formatDuration } from '../../model/format.ts'
import { selectionOf, type ViewProps } from '../../model/selection.ts'
import { lookOf } from '../../model/status.ts'
import { groupLabel } from '../../model/timeline.ts'
import { Icon } from '../Icon.tsx'
import { StatusMark, StatusSign } from '../StatusMark.tsx'

const ROWS = { rowHeight: 41, headingHeight: 38 }
const COLUMNS = [
  { id: 'step', label: 'Step', width: '4fr' },
  { id: 'status', label: 'Status', width: 150, narrow: 56 },
  { id: 'after', label: 'After', width: '1fr', wideOnly: true },
  { id: 'duration', label: 'Duration', width: '1fr', narrow: 88 },
  { id: 'attempts', label: 'Attempts', width: 90, wideOnly: true },
] as const

/** The steps as a tree. */
export function StepsView({ run, steps, selected, select }: ViewProps & { run: Run }) {
  const [folded, setFolded] = useState<ReadonlySet<Key>>(new Set())
  const containers = useMemo(() => steps.all.filter(({ groups }) => groups.length > 0).map(({ id }) => id), [steps])
  const wide = useMedia('(min-width: 721px)')
  const expand = (expanded: ReadonlySet<Key>) => setFolded(new Set(containers.filter((id) => !expanded.has(id))))
  return (
    <Virtualizer layout={TableLayout} layoutOptions={ROWS}>
      <Table
        aria-label="Steps"
        className="tree"
        style={{ height: ROWS.headingHeight + steps.all.length * ROWS.rowHeight }}
        treeColumn="step"
        expandedKeys={containers.filter((id) => !folded.has(id))}
        onExpandedChange={expand}
        selectionMode="single"
        selectedKeys={selected?.step === undefined ? [] : [selected.step.id]}
        onSelectionChange={(keys) => {
          const [id] = keys === 'all' ? [] : keys
          const step = steps.all.find((each) => each.id === id)
          select(step === undefined ? {} : selectionOf(steps, step))
        }}
      >
        <TableHeader>
          {COLUMNS.filter((column) => wide || !('wideOnly' in column)).map(({ id, label, width, ...column }) => (
            <Column
              key={id}
              id={id}
              isRowHeader={id === 'step'}
              width={!wide && 'narrow' in column ? column.narrow : width}
            >
              {label}
            </Column>
          ))}
        </TableHeader>
        <TableBody>{steps.roots.map((step) => stepRow(step, { startMs: run.execution.startMs, wide }))}</TableBody>
      </Table>
    </Virtualizer>
  )
}

function stepRow(step: Step, shown: { startMs: number; wide: boolean }, group = '') {
  return (
    <Row key={step.id} id={step.id} textValue={step.state} hasChildItems={step.groups.length > 0}>
      <Cell>
        {({ level, isExpanded, hasChildItems }) => (
          <span className="step-cell" style={{ paddingInlineStart: `calc(${level - 1} * var(--indent))` }}>
            {hasChildItems ? (
              <Button slot="chevron" className={isExpanded ? 'fold open' : 'fold'}>
                <Icon name="chevron" size={12} />
              </Button>
            ) : (
              <span className="fold" />
            )}
            <span className="state-name">{step.state}</span>
            <span className="faint">{[step.type, group].filter(Boolean).join(' · ')}</span>
          </span>
        )}
      </Cell>
      <Cell>
        {shown.wide ? (
          <StatusMark look={lookOf(step)} />
        ) : (
          <StatusSign look={lookOf(step)} label={lookOf(step).label} />
        )}
      </Cell>
      {shown.wide && <Cell className="number">+{formatDuration(step.enteredMs - shown.startMs)}</Cell>}
      <Cell className="number">
        <Duration step={step} />
      </Cell>
      {shown.wide && <Cell className="number">{step.attempts.length || ''}</Cell>}
      {step.groups.flatMap((inner) =>
        inner.steps.map((each) => stepRow(each, shown, groupLabel(inner, step.attempts.length))),
      )}
    </Row>
  )
}

function Duration({ step: { enteredMs, leftMs } }: { step: Step }) {
  const nowMs = useNow(leftMs === undefined)
  return formatDuration((leftMs ?? Math.max(nowMs, enteredMs)) - enteredMs)
}
