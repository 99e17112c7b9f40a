/** Who takes which queue for a while because a supervisor says so. */
export interface PlacedHere {
  id: string
  queueId: string
  queueName: string
  way: 'on' | 'off'
  /** "until 17:00" */
  untilWords: string
  why: string
  by: string
}

export interface PersonQueuesView {
  personId: string
  name: string
  queues: {
    id: string
    name: string
    /** Whether the next call of this queue may be theirs. */
    takes: boolean
    /** Why so, in words. */
    because: string
    /** What can be taken back. */
    placementId: string | null
  }[]
  /** Newest first. */
  history: { id: string; at: string; words: string }[]
}
