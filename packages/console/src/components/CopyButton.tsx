import { useEffect, useState } from 'react'
import { Icon } from './Icon.tsx'

/** Copies what is shown: masked values stay masked. */
export function CopyButton({ text, what }: { text: () => string; what: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () => navigator.clipboard.writeText(text()).then(() => setCopied(true))
  return (
    <button
      type="button"
      className="icon-button copy"
      onClick={copy}
      aria-label={`Copy ${what}`}
      title={`Copy ${what}`}
    >
      <Icon name={copied ? 'check' : 'copy'} />
      <span className="sr-only" aria-live="polite">
        {copied ? 'Copied' : ''}
      </span>
    </button>
  )
}
