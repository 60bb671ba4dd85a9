interface Waiter {
  keys: readonly string[]
  /** How many of its keys others hold, or wait for before it. */
  blocked: number
  ready(): void
}

/** Who works on items, and who waits for them in order of arrival. */
export interface ItemLocks {
  /**
   * Runs `work` while nobody else holds one of the keys. Rejects where `signal` is aborted before that, without running
   * it: nobody waits for it any more, and it would delay those behind it.
   */
  hold<T>(keys: readonly string[], work: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

export function createItemLocks(): ItemLocks {
  /** By key; the first one holds it. */
  const queues = new Map<string, Waiter[]>()

  /** Joins the queues of all its keys at once, so that two never wait for each other. */
  function join(waiter: Waiter): void {
    for (const key of waiter.keys) {
      const queue = queues.get(key)
      if (queue === undefined) queues.set(key, [waiter])
      else if (queue.push(waiter) > 0) waiter.blocked += 1
    }
    if (waiter.blocked === 0) waiter.ready()
  }

  function leave(waiter: Waiter): void {
    for (const key of waiter.keys) {
      const queue = queues.get(key) ?? []
      const wasFirst = queue[0] === waiter
      queue.splice(queue.indexOf(waiter), 1)
      const [next] = queue
      if (next === undefined) queues.delete(key)
      else if (wasFirst && --next.blocked === 0) next.ready()
    }
  }

  return {
    async hold(keys, work, signal) {
      const turn = Promise.withResolvers<void>()
      const waiter: Waiter = { keys, blocked: 0, ready: turn.resolve }
      const giveUp = () => turn.reject(signal?.reason)
      join(waiter)
      signal?.addEventListener('abort', giveUp, { once: true })
      try {
        await turn.promise
        signal?.throwIfAborted()
        return await work()
      } finally {
        signal?.removeEventListener('abort', giveUp)
        leave(waiter)
      }
    },
  }
}
