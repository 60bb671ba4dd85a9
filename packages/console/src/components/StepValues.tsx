import type { Step } from 'history'
import { useConsole } from '../hooks/use-console.ts'
import { messageIn } from '../model/cause.ts'
import { maskMessage } from '../model/mask.ts'
import { JsonView } from './JsonView.tsx'

/** The values of a step in the order in which they arose. One that equals the one before is not repeated. */
export function StepValues({ step }: { step: Step }) {
  const attempt = step.attempts.at(-1)
  const isTask = attempt?.resource !== undefined
  return (
    <>
      {step.error !== undefined && <StepError step={step} />}
      <Value label="Input" text={step.input} state={step.state} />
      {isTask && (
        <Value
          label="Arguments"
          text={attempt.input}
          sameAs={{ label: 'input', text: step.input }}
          state={step.state}
        />
      )}
      {isTask && attempt.output !== undefined && <Value label="Result" text={attempt.output} state={step.state} />}
      {step.assigned !== undefined && <Variables assigned={step.assigned} state={step.state} />}
      {step.output !== undefined && (
        <Value
          label="Output"
          text={step.output}
          sameAs={{ label: isTask ? 'result' : 'input', text: isTask ? attempt.output : step.input }}
          state={step.state}
        />
      )}
      {step.output === undefined && step.status === 'running' && <p className="faint">No output yet.</p>}
    </>
  )
}

interface ValueProps {
  label: string
  state: string
  text: string | undefined
  sameAs?: { label: string; text: string | undefined }
}

function Value({ label, state, text, sameAs }: ValueProps) {
  const same = sameAs !== undefined && text !== undefined && sameAs.text === text
  return (
    <details className="value" open={!same}>
      <summary>
        <h3>{label}</h3>
        {same && <span className="faint">the same as the {sameAs.label}</span>}
      </summary>
      <JsonView text={text} label={`${label} of ${state}`} />
    </details>
  )
}

function Variables({ assigned, state }: { assigned: Readonly<Record<string, string>>; state: string }) {
  return (
    <details className="value" open>
      <summary>
        <h3>Variables assigned</h3>
      </summary>
      {Object.entries(assigned).map(([name, text]) => (
        <div key={name}>
          <p className="mono">${name}</p>
          <JsonView text={text} label={`Variable ${name} of ${state}`} />
        </div>
      ))}
    </details>
  )
}

function StepError({ step }: { step: Step }) {
  const { revealed } = useConsole()
  const cause = messageIn(step.cause ?? '')
  return (
    <div className={`failure ${step.status === 'caught' ? 'caught' : ''}`}>
      <p>
        <strong>{step.error}</strong> {step.status === 'caught' && <span className="chip">caught</span>}
      </p>
      {cause !== '' && <p>{revealed ? cause : maskMessage(cause)}</p>}
    </div>
  )
}
