import { useConsole } from './use-console.ts'
import { useStored } from './use-stored.ts'

/** Who asks: who the server says looks at the page, until another name is typed in this tab. */
export function useRequestedBy(): [string, (who: string) => void] {
  const { settings } = useConsole()
  const [typed, setTyped] = useStored<string | undefined>('requested-by', undefined, 'tab')
  // What the server says is not kept: it may be started again by somebody else.
  const set = (who: string) => setTyped(who === settings.requestedBy ? undefined : who)
  return [typed ?? settings.requestedBy ?? '', set]
}
