/**
 * The binary reads: pictures from texts and recordings of calls. Served by us, to people who may, never as a link to
 * the telephone company. Listening is written down.
 */
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, RequestHandler, Response, Router } from 'express'
import type { RefusalReason } from '../../contract/refusals.ts'
import { asViewer } from '../viewer.ts'
import { type Asker, admit, fileAccess } from './access.ts'
import type { CaseGate } from './case-gate.ts'
import { refuse } from './refuse.ts'

export interface AudioAnswer {
  status: 200 | 206
  contentType: string
  contentLength: string | null
  contentRange: string | null
  stream: Readable
}
export interface FileRouteDeps {
  askerOf: (personId: string) => Promise<Asker | null>
  picture: (id: string) => Promise<Buffer | null>
  /** The recording, and why this person may not listen to it, if so. */
  recording: (
    id: string,
    me: Asker,
  ) => Promise<{ recordingSid: string; contactId: string; refusal: RefusalReason | null } | null>
  /** The recording as the telephone company keeps it; null when it has none. `range` is the browser's header. */
  recordingAudio: (recordingSid: string, range: string | null) => Promise<AudioAnswer | null>
  listened: (by: string, recording: { recordingId: string; contactId: string }) => Promise<void>
}

/** A player asks for pieces as it goes: within this time they belong to one listening. */
const oneListeningMs = 60 * 60 * 1000
const mostRemembered = 1000

/** Who listened to what lately, so that each listening is written down, wherever in the recording it begins. */
const listenings = () => {
  const begun = new Map<string, number>()
  return (personId: string, recordingId: string, isFromStart: boolean): boolean => {
    const key = `${personId} ${recordingId}`
    const now = performance.now()
    const isNew = isFromStart || now - (begun.get(key) ?? Number.NEGATIVE_INFINITY) > oneListeningMs
    begun.delete(key)
    begun.set(key, now)
    const [oldest] = begun.keys()
    if (begun.size > mostRemembered && oldest !== undefined) begun.delete(oldest)
    return isNew
  }
}

type Answer = (me: Asker, id: string, req: Request, res: Response) => Promise<void>
/** Lets in whom the route's rule lets in, and says no to the others. */
export type Guarded = (route: FileRoute, answer: Answer) => RequestHandler

type FileRoute = keyof typeof fileAccess

export const guardedBy =
  (askerOf: FileRouteDeps['askerOf'], gate: CaseGate): Guarded =>
  (route, answer) =>
  async (req, res) => {
    res.locals['route'] = route
    const { personId } = req.session
    const me = personId === undefined ? null : await askerOf(personId)
    const admission = admit(fileAccess[route], me)
    if (admission !== 'admitted' || me === null) {
      // Whatever comes with the question is let run out, so that the answer is heard.
      req.resume()
      return refuse(res, { refused: admission === 'not-allowed' ? 'not-allowed' : 'not-signed-in' })
    }
    const { id } = await gate.disguise(me.id, { id: String(req.params['id']) })
    await asViewer(me.id, () => answer(me, id, req, res))
  }

export const mountFiles =
  (deps: FileRouteDeps, guarded: Guarded) =>
  (router: Router): void => {
    const isNewListening = listenings()

    router.get(
      '/pictures/:id',
      guarded('GET /api/pictures/:id', async (_me, id, _req, res) => {
        const content = await deps.picture(id)
        if (content === null) return refuse(res, { refused: 'not-found' })
        // Re-encoded by us, and still never run as a page: typed, unsniffed, sandboxed, an attachment when opened alone.
        res.set({
          'content-type': 'image/webp',
          'content-disposition': 'attachment; filename="picture.webp"',
          'content-security-policy': "default-src 'none'; sandbox",
          'x-content-type-options': 'nosniff',
          'cache-control': 'private, max-age=86400, immutable',
        })
        res.end(content)
      }),
    )

    router.get(
      '/recordings/:id/audio',
      guarded('GET /api/recordings/:id/audio', async (me, id, req, res) => {
        const recording = await deps.recording(id, me)
        if (recording === null) return refuse(res, { refused: 'not-found' })
        if (recording.refusal !== null) return refuse(res, { refused: recording.refusal })
        const range = req.headers.range ?? null
        const audio = await deps.recordingAudio(recording.recordingSid, range)
        if (audio === null) return refuse(res, { refused: 'not-found' })
        if (isNewListening(me.id, id, range === null || /^bytes=0-/.test(range)))
          await deps.listened(me.id, { recordingId: id, contactId: recording.contactId })
        res.status(audio.status)
        res.set({
          'content-type': audio.contentType,
          'accept-ranges': 'bytes',
          'content-disposition': 'inline; filename="recording.wav"',
          'x-content-type-options': 'nosniff',
        })
        if (audio.contentLength !== null) res.set('content-length', audio.contentLength)
        if (audio.contentRange !== null) res.set('content-range', audio.contentRange)
        try {
          await pipeline(audio.stream, res)
        } catch {
          // The listener moved on, or the other side broke off: the answer has begun, so it can only end.
          res.destroy()
        }
      }),
    )
  }
