/**
 * The console's only way to ask the server anything: `call` is typed by the REST surface in
 * `server/contract/api.ts`, adds the header the server wants on changes, and turns every "no" into a
 * {@link RefusedError} with the words a person reads.
 */

import { type Api, type ApiRoute, fileNameHeader, queryHeader } from '../../server/contract/api.ts'
import type { CoverImportView } from '../../server/contract/cover-api.ts'
import type { RefusalBody, RefusalReason } from '../../server/contract/refusals.ts'

/** The server said no, for a reason from the list. */
export class RefusedError extends Error {
  readonly reason: RefusalReason
  readonly words: string
  readonly ref: string | null
  readonly fields: { field: string; words: string }[]
  readonly status: number

  constructor(status: number, body: RefusalBody) {
    super(body.words)
    this.name = 'RefusedError'
    this.reason = body.reason
    this.words = body.words
    this.ref = body.ref ?? null
    this.fields = body.fields ?? []
    this.status = status
  }
}

/** No answer that could be read: the network is gone, or something between us and the server spoke. */
export class UnreachableError extends Error {
  readonly words = 'We cannot reach the server. What you typed is kept.'

  constructor(cause: unknown) {
    super('The server could not be reached', { cause })
    this.name = 'UnreachableError'
  }
}

type PathParams<R extends string> = R extends `${string}:${infer Name}/${infer Rest}`
  ? { [K in Name]: string } & PathParams<Rest>
  : R extends `${string}:${infer Name}`
    ? { [K in Name]: string }
    : unknown

type Given<R extends ApiRoute> = (unknown extends PathParams<R> ? unknown : { params: PathParams<R> }) &
  (Api[R] extends { request: infer Body } ? { body: Body } : unknown) &
  (Api[R] extends { query: infer Query } ? { query?: Query } : unknown)

type CallOptions<R extends ApiRoute> = Given<R> & { signal?: AbortSignal; keepalive?: boolean }
type CallArguments<R extends ApiRoute> =
  Record<never, never> extends CallOptions<R> ? [options?: CallOptions<R>] : [options: CallOptions<R>]

interface LooseOptions {
  params?: Record<string, string>
  query?: Record<string, string | undefined>
  body?: unknown
  signal?: AbortSignal
  keepalive?: boolean
}

export type ApiResponse<R extends ApiRoute> = Api[R]['response']

const urlOf = (path: string, options: LooseOptions): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(options.params?.[name] ?? ''))

const queryOf = (options: LooseOptions): Record<string, string> => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(options.query ?? {}))
    if (value !== undefined && value !== '') query.set(name, value)
  return query.size === 0 ? {} : { [queryHeader]: query.toString() }
}

const refusalFrom = async (response: Response): Promise<RefusedError | UnreachableError> => {
  try {
    const body: unknown = await response.json()
    if (typeof body === 'object' && body !== null && 'reason' in body && 'words' in body)
      return new RefusedError(response.status, body as RefusalBody)
    return new UnreachableError(new Error(`Answer ${response.status} without a reason`))
  } catch (cause) {
    return new UnreachableError(cause)
  }
}

let whenSignedOut: () => void = () => undefined
/** Tells `listener` whenever any answer says the session is over; one listener, the frame's. */
export const onSignedOut = (listener: () => void): void => {
  whenSignedOut = listener
}

/**
 * Asks the server. Throws {@link RefusedError} for a typed "no", {@link UnreachableError} when nobody answers.
 * `call('POST /api/offers/:id/accept', { params: { id } })`
 */
export const call = async <R extends ApiRoute>(
  route: R,
  ...given: CallArguments<R>
): Promise<ApiResponse<R>> => {
  // The one cast between the typed surface and the wire; both sides are checked against `Api`.
  const options = (given[0] ?? {}) as LooseOptions
  const [method = 'GET', path = ''] = route.split(' ')
  const changes = method !== 'GET'
  const sendsBody = changes && method !== 'DELETE'
  let response: Response
  try {
    response = await fetch(urlOf(path, options), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...queryOf(options),
        ...(changes ? { 'x-branchline': '1' } : {}),
        ...(sendsBody ? { 'content-type': 'application/json' } : {}),
      },
      ...(sendsBody ? { body: JSON.stringify(options.body ?? {}) } : {}),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      ...(options.keepalive === true ? { keepalive: true } : {}),
    })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new UnreachableError(cause)
  }
  if (!response.ok) {
    const error = await refusalFrom(response)
    if (error instanceof RefusedError && error.reason === 'not-signed-in') whenSignedOut()
    throw error
  }
  try {
    return (await response.json()) as ApiResponse<R>
  } catch (cause) {
    throw new UnreachableError(cause)
  }
}

/** Sends a file as it is; the answer comes when the server has read all of it. Throws as {@link call} does. */
const sendFile = async <T>(
  path: string,
  file: File,
  { type, query = {} }: { type: string; query?: Record<string, string | undefined> },
): Promise<T> => {
  let response: Response
  try {
    response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'x-branchline': '1',
        'content-type': type,
        [fileNameHeader]: encodeURIComponent(file.name),
        ...queryOf({ query }),
      },
      body: file,
    })
  } catch (cause) {
    throw new UnreachableError(cause)
  }
  if (response.ok) return (await response.json()) as T
  const error = await refusalFrom(response)
  if (error instanceof RefusedError && error.reason === 'not-signed-in') whenSignedOut()
  throw error
}

export const sendMemberFile = (file: File): Promise<ApiResponse<'GET /api/admin/member-imports'>> =>
  sendFile('/api/admin/member-file', file, { type: file.type === '' ? 'text/csv' : file.type })

export const sendCoverFile = (file: File): Promise<CoverImportView> =>
  sendFile('/api/cover/file', file, { type: 'text/csv' })

/** A document, or the next version of one. Its type is told by the server from its bytes. */
export const sendDocument = (
  caseId: string,
  file: File,
  query: { documentId?: string; title?: string; fulfils?: string; note?: string },
): Promise<ApiResponse<'GET /api/documents/of/:caseId'>> =>
  sendFile(`/api/documents/of/${encodeURIComponent(caseId)}/file`, file, {
    type: 'application/octet-stream',
    query,
  })

export interface FileToSave {
  content: Blob
  name: string
}

/** The case as a PDF, with the name it is to have. */
export const exportCase = (caseId: string, why: string): Promise<FileToSave> =>
  askForFile(`/api/documents/of/${encodeURIComponent(caseId)}/export`, { why })

/** What we hold about a member who asked for it, as a ZIP. */
export const getAccessPack = (id: string, version: number): Promise<FileToSave> =>
  askForFile(`/api/access-requests/${encodeURIComponent(id)}/pack`, { version })

const askForFile = async (path: string, body: unknown): Promise<FileToSave> => {
  let response: Response
  try {
    response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'x-branchline': '1', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch (cause) {
    throw new UnreachableError(cause)
  }
  if (!response.ok) throw await refusalFrom(response)
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return { content: await response.blob(), name: name ?? 'file' }
}

/** What to put on the screen for any failure: the words, and the log reference when there is one. */
export const problemWords = (error: unknown): { words: string; ref: string | null } => {
  if (error instanceof RefusedError) return { words: error.words, ref: error.ref }
  if (error instanceof UnreachableError) return { words: error.words, ref: null }
  return { words: 'Something went wrong in this page. What you typed is kept.', ref: null }
}

/** The same as one line beside a field, about that field where only one is wrong; null while nothing is wrong. */
export const problemLine = (error: unknown): string | null => {
  if (!error) return null
  const [only, ...others] = error instanceof RefusedError ? error.fields : []
  return only !== undefined && others.length === 0 ? only.words : problemWords(error).words
}

export const isRefusal = (error: unknown, reason: RefusalReason): boolean =>
  error instanceof RefusedError && error.reason === reason
