/** A browser's part of talking to the server: cookie, header, origin. */
import { expect } from 'chai'
import { emailOf, password, type RunningApp } from './running-app.ts'

export interface Answer {
  status: number
  headers: Headers
  // What came is looked at by tests field by field.
  body: { [field: string]: unknown }
}

export const asker = (running: RunningApp, cookie: string | null = null) => {
  const ask = async (
    method: string,
    path: string,
    options: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> => {
    const changes = method !== 'GET'
    const response = await fetch(running.url() + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(cookie === null ? {} : { cookie }),
        ...(changes ? { 'x-branchline': '1', 'content-type': 'application/json' } : {}),
        ...options.headers,
      },
      ...(changes
        ? { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body ?? {}) }
        : {}),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('application/json') ?? false
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : { text } }
  }
  return {
    cookie,
    get: (path: string, headers?: Record<string, string>) => ask('GET', path, headers ? { headers } : {}),
    post: (path: string, body?: unknown, headers?: Record<string, string>) =>
      ask('POST', path, { body, ...(headers ? { headers } : {}) }),
    put: (path: string, body?: unknown) => ask('PUT', path, { body }),
    delete: (path: string) => ask('DELETE', path),
    ask,
  }
}
export type ConsoleClient = ReturnType<typeof asker>

export const cookieOf = (answer: Answer): string =>
  (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''

/** Signs in as the person with that id. */
export const signedIn = async (running: RunningApp, id: string): Promise<ConsoleClient> => {
  const answer = await asker(running).post('/api/session', { email: emailOf(id), password })
  expect(answer.status, JSON.stringify(answer.body)).to.equal(200)
  return asker(running, cookieOf(answer))
}
