/** What people read and did. */

/** What somebody read or did, in words; `about` is what it was about, where it is one thing. */
export interface AuditEntry {
  seq: number
  at: string
  by: string
  words: string
  about: { words: string; path: string | null } | null
}

export interface AuditView {
  entries: AuditEntry[]
  nextCursor: string | null
  /** Whose rows can be asked for, by name; those who left too. */
  people: { id: string; name: string }[]
  /** What `about` was taken for; `found` false: no such case or member. Null when nothing was asked. */
  about: { found: boolean; words: string } | null
  /** How far the chain of seals is: the newest seal, when, and how many events stand behind it. */
  chain: { seq: number; hash: string; sealedAt: string | null; unsealed: number }
}
