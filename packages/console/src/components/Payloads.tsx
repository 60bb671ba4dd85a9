import type { Execution } from '../api/step-functions.ts'
import { useStored } from '../hooks/use-stored.ts'
import { JsonView } from './JsonView.tsx'

/** Input and output side by side. Whether they are open is remembered. */
export function Payloads({ execution }: { execution: Execution }) {
  const [open, setOpen] = useStored('payloads-open', true)
  const { status, input, output } = execution
  return (
    <details className="payloads" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Input and output</summary>
      <div className="side-by-side">
        <section>
          <h2>Input</h2>
          <JsonView text={input} label="Execution input" />
        </section>
        <section>
          <h2>Output</h2>
          {output === undefined && status !== 'RUNNING' ? (
            <p className="faint">The execution ended without one.</p>
          ) : (
            <JsonView text={output} label="Execution output" />
          )}
        </section>
      </div>
    </details>
  )
}
