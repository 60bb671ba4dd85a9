import { useConsole } from '../hooks/use-console.ts'
import { Icon } from './Icon.tsx'

/** Stands where a form would show customer data, until that is revealed. */
export function RevealFirst() {
  const { reveal } = useConsole()
  return (
    <div className="form">
      <p>Customer data is masked. To edit it, reveal it in this tab.</p>
      <div>
        <button type="button" className="button primary" onClick={() => reveal(true)}>
          <Icon name="eye" /> Reveal and edit
        </button>
      </div>
    </div>
  )
}
