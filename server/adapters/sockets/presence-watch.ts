/**
 * What consoles prove about themselves every few seconds. Heartbeats live in memory; the database hears only of
 * changes: a console became reachable, its phone registered, its microphone was granted, or it fell silent.
 * Several tabs of one person are kept apart; which of them owns the phone is decided by the command. A tab belongs to
 * the session it was heard from: a session that ends elsewhere takes nobody else's tabs with it.
 */
import { heartbeatFreshMs } from '../../contract/console-events.ts'
import type { Heartbeat } from '../../contract/requests.ts'

export interface PresenceReport {
  personId: string
  tabId: string | null
  reachable: boolean
  registered: boolean
  microphone: Heartbeat['microphone']
}
/** Presence as it is kept, for comparing. */
export interface KnownPresence {
  personId: string
  reachable: boolean
  registered: boolean
  microphone: Heartbeat['microphone']
  phoneTabId: string | null
}
export interface PresenceWatchDeps {
  nowMs: () => number
  report: (report: PresenceReport) => Promise<unknown>
  known: (personId: string) => Promise<KnownPresence | null>
  /** Everybody who counts as reachable in the database. */
  reachable: () => Promise<KnownPresence[]>
}

interface Beat extends Heartbeat {
  at: number
  /** Null for a tab of before the restart, not heard since. */
  sessionId: string | null
  /** What was last reported, to report only changes. */
  reported: string | null
}

const factsOf = ({ registered, microphone }: Heartbeat) => `${registered} ${microphone}`

export const createPresenceWatch = (deps: PresenceWatchDeps) => {
  const tabs = new Map<string, Map<string, Beat>>()

  const remember = (
    personId: string,
    heartbeat: Heartbeat,
    from: Pick<Beat, 'sessionId' | 'reported'>,
  ): Beat => {
    const own = tabs.get(personId) ?? new Map<string, Beat>()
    tabs.set(personId, own)
    const beat = { ...heartbeat, ...from, at: deps.nowMs() }
    own.set(heartbeat.tabId, beat)
    return beat
  }
  const forget = (personId: string, tabId: string) => {
    const own = tabs.get(personId)
    own?.delete(tabId)
    if (own?.size === 0) tabs.delete(personId)
  }
  const report = async (personId: string, beat: Beat): Promise<void> => {
    const { tabId, registered, microphone } = beat
    beat.reported = factsOf(beat)
    try {
      await deps.report({ personId, tabId, reachable: true, registered, microphone })
    } catch (error) {
      beat.reported = null
      throw error
    }
  }
  const reportSilent = (personId: string, { tabId, microphone }: Pick<Heartbeat, 'tabId' | 'microphone'>) =>
    deps.report({ personId, tabId, reachable: false, registered: false, microphone })

  return {
    async heard(personId: string, sessionId: string, heartbeat: Heartbeat): Promise<void> {
      const before = tabs.get(personId)?.get(heartbeat.tabId)
      const beat = remember(personId, heartbeat, { sessionId, reported: before?.reported ?? null })
      if (beat.reported !== factsOf(beat)) await report(personId, beat)
    },

    /** Presence changed in the database: when the owning tab's newest heartbeat says otherwise, say so again. */
    async recheck(personId: string): Promise<void> {
      const own = tabs.get(personId)
      if (own === undefined) return
      const known = await deps.known(personId)
      if (known === null) return
      const beat = known.phoneTabId === null ? [...own.values()][0] : own.get(known.phoneTabId)
      if (beat === undefined || deps.nowMs() - beat.at > heartbeatFreshMs) return
      if (!known.reachable || known.registered !== beat.registered || known.microphone !== beat.microphone)
        await report(personId, beat)
    },

    /** Whoever has been silent for more than the fresh time can no longer be rung. */
    async sweep(): Promise<void> {
      const now = deps.nowMs()
      for (const [personId, own] of [...tabs])
        for (const [tabId, beat] of [...own]) {
          if (now - beat.at <= heartbeatFreshMs) continue
          // Kept until the report is: one that fails (a locked database) is made again with the next sweep.
          await reportSilent(personId, beat)
          if (own.get(tabId) === beat) forget(personId, tabId)
        }
    },

    /**
     * Signed out, or not allowed the phone any more: not a network fault, so nobody waits for silence. With a session,
     * only its own tabs and those not heard since the restart; without one, every tab of this person.
     */
    async left(personId: string, sessionId?: string): Promise<void> {
      const gone = [...(tabs.get(personId)?.values() ?? [])].filter(
        (beat) => sessionId === undefined || beat.sessionId === null || beat.sessionId === sessionId,
      )
      for (const beat of gone) forget(personId, beat.tabId)
      for (const beat of gone) await reportSilent(personId, beat)
    },

    /** After a restart nothing was heard yet: those who counted as reachable have one fresh time to be heard again. */
    async restore(): Promise<void> {
      for (const { personId, phoneTabId, registered, microphone } of await deps.reachable()) {
        const heartbeat = { tabId: phoneTabId ?? 'before-restart', registered, microphone }
        remember(personId, heartbeat, { sessionId: null, reported: factsOf(heartbeat) })
      }
    },
  }
}
export type PresenceWatch = ReturnType<typeof createPresenceWatch>
