import { formatBytes } from '../model/format.ts'
import type { RequestCheck } from '../model/request.ts'
import { Icon } from './Icon.tsx'

interface JsonInputProps {
  input: string
  check: RequestCheck
  onChange: (input: string) => void
}

/** The input of an execution as JSON, and whether it is. */
export function JsonInput({ input, check, onChange }: JsonInputProps) {
  return (
    <>
      <label className="field">
        <span>Input as JSON</span>
        <textarea
          value={input}
          onChange={(event) => onChange(event.target.value)}
          rows={Math.min(14, Math.max(6, input.split('\n').length))}
          spellCheck={false}
          aria-invalid={!check.ok}
          aria-describedby="input-check"
        />
      </label>
      <p id="input-check" role="status" className={check.ok ? 'check tone-good' : 'check tone-bad'}>
        <Icon name={check.ok ? 'check' : 'cross'} size={14} />
        {check.ok
          ? `Valid JSON, ${formatBytes(check.bytes)}`
          : `${check.problem}${check.line === undefined ? '' : ` Line ${check.line}.`}`}
      </p>
    </>
  )
}
