import { signRequest } from './sign.ts'

export type Attempt = {
  url: string
  method: 'GET' | 'POST'
  params: Record<string, string>
  authToken: string
  accountSid: string
  idempotencyToken: string
  timeoutMs: number
}

export type AttemptResult =
  | { ok: true; status: number; contentType: string; body: string }
  | { ok: false; why: 'ct' | 'rt'; message: string }

/** One signed request, with every header Twilio is documented to send. Never throws. */
export async function attemptRequest(attempt: Attempt): Promise<AttemptResult> {
  const form = new URLSearchParams(attempt.params).toString()
  const isGet = attempt.method === 'GET'
  const url = isGet && form ? `${attempt.url}${attempt.url.includes('?') ? '&' : '?'}${form}` : attempt.url
  try {
    const response = await fetch(url, {
      method: attempt.method,
      redirect: 'manual',
      signal: AbortSignal.timeout(attempt.timeoutMs),
      headers: {
        'User-Agent': 'TwilioProxy/1.1',
        Accept: '*/*',
        'X-Twilio-Signature': signRequest(attempt.authToken, url, isGet ? {} : attempt.params),
        'I-Twilio-Idempotency-Token': attempt.idempotencyToken,
        'X-Home-Region': 'us1',
        ...(isGet ? {} : { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' }),
      },
      ...(isGet ? {} : { body: form }),
    })
    const body = await response.text()
    return {
      ok: true,
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      body,
    }
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    return timedOut
      ? { ok: false, why: 'rt', message: `no answer within ${attempt.timeoutMs} ms` }
      : { ok: false, why: 'ct', message: cause }
  }
}
