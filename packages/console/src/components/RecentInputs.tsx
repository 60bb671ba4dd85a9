import { useConsole } from '../hooks/use-console.ts'
import { maskJsonText } from '../model/mask.ts'
import { ARTICLE_REQUEST, prettyRequest } from '../model/request.ts'

interface RecentInputsProps {
  recent: readonly string[]
  onChoose: (input: string) => void
  onForget: () => void
}

/** What was started from this browser before. It stays in this browser. */
export function RecentInputs({ recent, onChoose, onForget }: RecentInputsProps) {
  const { revealed } = useConsole()
  const article = prettyRequest(ARTICLE_REQUEST)
  const others = recent.filter((input) => input !== article)
  return (
    <details className="recent">
      <summary>Recent inputs</summary>
      <ul>
        {[article, ...others].map((input) => (
          <li key={input}>
            <button type="button" className="link mono" onClick={() => onChoose(input)}>
              {oneLine(revealed ? input : maskJsonText(input))}
            </button>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <button type="button" className="button quiet" onClick={onForget}>
          Forget these
        </button>
      )}
    </details>
  )
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ')
}
