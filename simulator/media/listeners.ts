/** A set of callbacks for one kind of news. */
export interface Listeners<T> {
  /** Adds a listener; the result removes it. */
  readonly add: (listener: (value: T) => void) => () => void
  /** Tells everyone who listened when the news came; a listener may remove itself or others meanwhile. */
  readonly emit: (value: T) => void
}

/** The small observer list every leg and call is built on; Node's EventEmitter has no typed payloads. */
export function createListeners<T>(): Listeners<T> {
  const listeners = new Set<{ call: (value: T) => void }>()
  return {
    add(listener) {
      const entry = { call: listener }
      listeners.add(entry)
      return () => {
        listeners.delete(entry)
      }
    },
    emit(value) {
      const listening = [...listeners]
      for (const entry of listening) if (listeners.has(entry)) entry.call(value)
    },
  }
}

/** News that comes once and stays true, like "closed": who asks late is told at once. */
export interface Once<T> {
  readonly onFired: (listener: (value: T) => void) => () => void
  readonly fire: (value: T) => boolean
  readonly fired: boolean
}

/** `fire` answers false when it had fired before; the first value stays. */
export function createOnce<T>(): Once<T> {
  const listeners = createListeners<T>()
  let value: { it: T } | undefined
  return {
    get fired() {
      return value !== undefined
    },
    onFired(listener) {
      if (value === undefined) return listeners.add(listener)
      listener(value.it)
      return () => undefined
    },
    fire(news) {
      if (value !== undefined) return false
      value = { it: news }
      listeners.emit(news)
      return true
    },
  }
}
