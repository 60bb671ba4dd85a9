import { useState } from 'react'
import type { Entry } from '../api/entries.ts'
import { useConsole } from '../hooks/use-console.ts'
import { useEntries } from '../hooks/use-table.ts'
import { answerOfEntry, answerText, lookOfAnswer } from '../model/answer.ts'
import { executionNameOf } from '../model/arns.ts'
import { formatCount, formatWhen } from '../model/format.ts'
import { maskMessage } from '../model/mask.ts'
import { ExecutionLink } from './ExecutionLink.tsx'
import { Icon } from './Icon.tsx'
import { ErrorNotice, Notice, Skeleton } from './Notice.tsx'
import { Pager, usePages } from './Pager.tsx'
import { type SeatAct, SeatActDialog, SeatActs } from './SeatActs.tsx'
import { StatusMark } from './StatusMark.tsx'
import { StudentLink } from './StudentLink.tsx'
import { Tabs } from './Tabs.tsx'

const PAGE_SIZE = 50
type Tab = 'roster' | 'waitlist' | 'ended'
const EMPTY: Record<Tab, { title: string; text: string }> = {
  roster: { title: 'Nobody is enrolled yet', text: 'The first enrollment takes the first seat.' },
  waitlist: { title: 'Nobody waits', text: 'When the course is full, requests wait here in their order.' },
  ended: { title: 'Nobody was turned down', text: 'Requests that were cancelled and seats that were given back.' },
}

/** Who has a seat in a course, who waits for one in which order, and who did not get one or gave it back. */
export function Roster({ course }: { course: string }) {
  const { data, pending, error } = useEntries([course])
  const [tab, setTab] = useState<Tab>('roster')
  const [act, setAct] = useState<SeatAct | undefined>()
  if (error !== null && data.length === 0) return <ErrorNotice error={error} retry={() => window.location.reload()} />
  if (pending) return <Skeleton lines={6} label="Loading the roster" />
  const lists: Record<Tab, Entry[]> = {
    roster: data.filter((entry) => entry.kind === 'enrollment' && entry.status !== 'WAITLISTED').sort(byName),
    waitlist: data.filter((entry) => entry.kind === 'enrollment' && entry.status === 'WAITLISTED').sort(byPosition),
    ended: data.filter((entry) => entry.kind === 'ended'),
  }
  const label = (name: string, list: Entry[]) => `${name} (${formatCount(list.length)})`
  const tabs = [
    { id: 'roster' as const, label: label('Roster', lists.roster) },
    { id: 'waitlist' as const, label: label('Waitlist', lists.waitlist) },
    { id: 'ended' as const, label: label('Not enrolled', lists.ended) },
  ]
  return (
    <div className="sheet">
      <Tabs label="Students of the course" tabs={tabs} selected={tab} onSelect={setTab}>
        <EntryTable key={tab} tab={tab} course={course} entries={lists[tab]} onAct={setAct} />
      </Tabs>
      {act !== undefined && <SeatActDialog act={act} onClose={() => setAct(undefined)} />}
    </div>
  )
}

interface EntryTableProps {
  tab: Tab
  course: string
  entries: readonly Entry[]
  onAct: (act: SeatAct) => void
}

function EntryTable({ tab, course, entries, onAct }: EntryTableProps) {
  const { settings } = useConsole()
  const { items, pager } = usePages(entries, PAGE_SIZE)
  if (entries.length === 0) return <Notice title={EMPTY[tab].title}>{EMPTY[tab].text}</Notice>
  const acts = tab !== 'ended' && !settings.readOnly
  return (
    <>
      <table className="table rows">
        <caption className="sr-only">{CAPTIONS[tab](course)}</caption>
        <thead>
          <tr>
            <th scope="col">Student</th>
            <th scope="col">Status</th>
            <th scope="col">{tab === 'ended' ? 'Ended' : 'Since'}</th>
            <th scope="col">Requested by</th>
            <th scope="col">Execution</th>
            {acts && (
              <th scope="col">
                <span className="sr-only">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <tr key={`${entry.kind} ${entry.execution}`}>
              <td className="cell-wide">
                <StudentLink person={entry} />
              </td>
              <td className="cell-wide cell-answer">
                <EntryStatus entry={entry} />
              </td>
              <td className="cell-when">{formatWhen(sinceMs(entry))}</td>
              <td className="cell-who">
                <Who entry={entry} />
              </td>
              <td className="cell-link">
                <ExecutionLink arn={entry.kind === 'ended' ? entry.endedBy : entry.execution} />
              </td>
              {acts && (
                <td className="cell-acts">
                  {entry.kind === 'enrollment' && (
                    <SeatActs person={entry} course={course} status={entry.status} onAct={onAct} />
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="table-foot">
        <button type="button" className="button" onClick={() => download(entries, `${course}-${tab}.csv`)}>
          <Icon name="download" /> Export as CSV
        </button>
        <Pager {...pager} />
      </div>
    </>
  )
}

const CAPTIONS: Record<Tab, (course: string) => string> = {
  roster: (course) => `Students enrolled in ${course}`,
  waitlist: (course) => `Students waiting for ${course}`,
  ended: (course) => `Requests for ${course} that ended`,
}

/** The status beside a heading that names the course already. */
export function EntryStatus({ entry, withCourse = false }: { entry: Entry; withCourse?: boolean }) {
  const answer = answerOfEntry(entry)
  return (
    <>
      <StatusMark look={lookOfAnswer(withCourse ? answer : { ...answer, course: undefined })} />
      {entry.kind === 'ended' && entry.note !== undefined && <Note text={entry.note} />}
    </>
  )
}

/** Why, in the words of who asked for it: they may name anybody. */
function Note({ text }: { text: string }) {
  const { revealed } = useConsole()
  return <span className="faint block">{revealed ? `“${text}”` : 'Reason given: ••••'}</span>
}

/** Who asked for it. */
export function Who({ entry }: { entry: Entry }) {
  const { revealed } = useConsole()
  const who = whoOf(entry)
  if (who === undefined) return <span className="faint absent">–</span>
  return revealed ? who : maskMessage(who)
}

export function sinceMs(entry: Entry): number {
  if (entry.kind === 'ended') return Date.parse(entry.endedAt || entry.startedAt)
  return Date.parse(entry.enrolledAt ?? entry.startedAt)
}

function whoOf(entry: Entry): string | undefined {
  return entry.kind === 'ended' ? (entry.endRequestedBy ?? entry.requestedBy) : entry.requestedBy
}

function byName(one: Entry, other: Entry): number {
  return (one.name ?? '').localeCompare(other.name ?? '')
}

function byPosition(one: Entry, other: Entry): number {
  const position = (entry: Entry) => (entry.kind === 'enrollment' ? (entry.position ?? Number.MAX_SAFE_INTEGER) : 0)
  return position(one) - position(other)
}

async function download(entries: readonly Entry[], fileName: string): Promise<void> {
  // Who only looks does not load what writes spreadsheets.
  const { BYTE_ORDER_MARK, csvLine } = await import('intake')
  const rows = entries.map((entry) => [
    entry.name ?? '',
    entry.email ?? '',
    entry.course ?? '',
    answerText({ ...answerOfEntry(entry), course: undefined }),
    new Date(sinceMs(entry)).toISOString(),
    whoOf(entry) ?? '',
    entry.kind === 'ended' ? (entry.note ?? '') : '',
    executionNameOf(entry.execution),
  ])
  const header = ['Name', 'E-mail', 'Course', 'Status', 'Since', 'Requested by', 'Note', 'Execution']
  const url = URL.createObjectURL(
    new Blob([BYTE_ORDER_MARK, ...[header, ...rows].map((row) => csvLine(row, ','))], { type: 'text/csv' }),
  )
  const link = Object.assign(document.createElement('a'), { href: url, download: fileName })
  link.click()
  URL.revokeObjectURL(url)
}
