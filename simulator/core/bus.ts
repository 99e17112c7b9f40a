export type BusEventType =
  | 'call'
  | 'caption'
  | 'message'
  | 'timeline'
  | 'queue'
  | 'conference'
  | 'recording'
  | 'clients'
  | 'switches'
  | 'reset'

export type BusEvent = { id: number; type: BusEventType; data: unknown }

/** Everything that changes is said here once; the control stream and waiting tests listen. */
export type Bus = {
  emit(type: BusEventType, data: unknown): void
  subscribe(listener: (event: BusEvent) => void): () => void
  lastEventId(): number
}

export function createBus(): Bus {
  const listeners = new Set<(event: BusEvent) => void>()
  let id = 0
  return {
    emit: (type, data) => {
      id += 1
      for (const listener of [...listeners]) listener({ id, type, data })
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    lastEventId: () => id,
  }
}
