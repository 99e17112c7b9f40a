import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import type { ZodError } from 'zod'
import type { Ids } from '../../commands/ports.ts'
import { type RefusalBody, type RefusalReason, type Refused, refusals } from '../../contract/refusals.ts'
import type { Log } from '../system/log.ts'
import { isStorageFull } from './storage-full.ts'

/** The words of a refusal, or its own sentence where it knows more: "Priya Nair is already handling this call." */
const wordsOf = ({ refused, detail }: Refused): string => detail ?? refusals[refused].words

export const refuse = (
  res: Response,
  refused: Refused,
  more: Pick<RefusalBody, 'ref' | 'fields'> = {},
): void => {
  const body: RefusalBody = {
    reason: refused.refused,
    words: wordsOf(refused),
    ...(refused.fields === undefined ? {} : { fields: refused.fields }),
    ...more,
  }
  res.status(refusals[refused.refused].status).json(body)
}

/** Which fields of a request could not be read, and what is wrong with each in words. */
export const refuseFields = (res: Response, error: ZodError): void => {
  const fields = error.issues.map(({ path, message }) => ({ field: path.join('.'), words: message }))
  refuse(res, { refused: 'bad-request' }, { fields })
}

export const notFound: RequestHandler = (_req, res) => refuse(res, { refused: 'not-found' })

/** What body-parser and express say about a request they cannot read, by status. */
const unreadable = (error: unknown): RefusalReason | null => {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null
  switch (error.status) {
    case 400:
    case 404:
      return 'bad-request'
    case 413:
      return 'too-large'
    case 415:
      return 'wrong-content-type'
    default:
      return null
  }
}

/** The one place where a thrown error becomes an answer: logged once under a reference, never a stack trace outside. */
export const whenThrown =
  (log: Log, ids: Ids): ErrorRequestHandler =>
  (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error)
      return
    }
    const reason = unreadable(error)
    if (reason !== null) {
      refuse(res, { refused: reason })
      return
    }
    const ref = ids.next()
    log.error({ err: error, ref, method: req.method }, 'request failed')
    refuse(res, { refused: isStorageFull(error) ? 'storage-full' : 'internal-error' }, { ref })
  }
