import { useMemo, useState } from 'react'
import { useConsole } from '../hooks/use-console.ts'
import type { Json } from '../model/json.ts'
import { type JsonLine, jsonLines, readJson } from '../model/json-lines.ts'
import { masked } from '../model/mask.ts'
import { CopyButton } from './CopyButton.tsx'

const FIRST_LINES = 400

interface JsonViewProps {
  /** JSON text; other text is shown as it is. */
  text: string | undefined
  label: string
  /** A definition is written by engineers and holds no customer's data. */
  plain?: boolean
}

/** JSON in colours, with all that may be a customer's masked until it is revealed. */
export function JsonView({ text, label, plain = false }: JsonViewProps) {
  const { revealed } = useConsole()
  const [all, setAll] = useState(false)
  const value = useMemo(() => {
    const read = text === undefined ? undefined : readJson(text)
    return read === undefined || plain || revealed ? read : masked(read)
  }, [text, plain, revealed])
  const lines = useMemo(() => (value === undefined ? [] : jsonLines(value)), [value])
  if (value === undefined) return <p className="faint">None yet</p>
  const shown = all ? lines : lines.slice(0, FIRST_LINES)
  return (
    <div className="json">
      <CopyButton text={() => prettyText(value)} what={label} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="json-text" tabIndex={0} aria-label={label}>
        <code>
          {shown.map((line, index) => (
            <Line key={index} line={line} />
          ))}
        </code>
      </section>
      {shown.length < lines.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          Show all {lines.length} lines
        </button>
      )}
    </div>
  )
}

function Line({ line: { depth, key, text, kind, comma } }: { line: JsonLine }) {
  return (
    <span className="json-line" style={{ paddingInlineStart: `${depth * 1.25 + 0.25}em` }}>
      {key !== undefined && (
        <>
          <span className="json-key">{JSON.stringify(key)}</span>
          {': '}
        </>
      )}
      <span className={`json-${kind}`}>{text}</span>
      {comma && ','}
      {'\n'}
    </span>
  )
}

function prettyText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
