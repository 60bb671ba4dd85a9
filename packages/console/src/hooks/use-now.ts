import { useEffect, useState } from 'react'

/** The time, kept current for as long as somebody watches something that runs. */
export function useNow(live: boolean, everyMs = 500): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    if (!live) return
    const timer = setInterval(() => setNowMs(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [live, everyMs])
  return nowMs
}
