import { useConsole } from '../hooks/use-console.ts'
import { useStored } from '../hooks/use-stored.ts'
import { maskJsonText } from '../model/mask.ts'
import { ARTICLE_REQUEST, prettyRequest } from '../model/request.ts'

interface RecentInputsProps {
  stateMachineArn: string
  onChoose: (input: string) => void
}

/** What was started from this tab before, and the request of the article. */
export function RecentInputs({ stateMachineArn, onChoose }: RecentInputsProps) {
  const { machine, revealed } = useConsole()
  const [recent] = useStored<readonly string[]>(`recent-inputs ${stateMachineArn}`, [], 'page')
  const article = stateMachineArn === machine.arn ? [prettyRequest(ARTICLE_REQUEST)] : []
  const inputs = [...article, ...recent.filter((input) => !article.includes(input))]
  if (inputs.length === 0) return null
  return (
    <details className="recent">
      <summary>Examples and recent inputs</summary>
      <ul>
        {inputs.map((input) => (
          <li key={input}>
            <button type="button" className="link mono" onClick={() => onChoose(prettyRequest(input))}>
              {(revealed || article.includes(input) ? input : maskJsonText(input)).replace(/\s*\n\s*/g, ' ')}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
