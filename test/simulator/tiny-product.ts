import { createServer } from 'node:http'
import express from 'express'
import twilio from 'twilio'
import { createSimulator, type SimulatorOptions } from '../../simulator/simulator.ts'

export type Received = {
  path: string
  params: Record<string, string>
  isSigned: boolean
  idempotencyToken: string
}

/** What the tiny product answers on a path: TwiML, or a whole reply. */
export type Answer = string | { status?: number; type?: string; body?: string; delayMs?: number }

export const serviceLine = '+442079460900'
export const textLine = '+447700900900'

/**
 * A product of a few lines that keeps every webhook and answers from a table, checking signatures with the
 * official library; beside it a simulator and the official client pointed at it.
 */
export async function startTinyProduct(options: Partial<SimulatorOptions> = {}) {
  const received: Received[] = []
  const answers = new Map<string, Answer | ((params: Record<string, string>) => Answer)>()
  const waiting = new Set<() => void>()
  let authToken = ''
  let url = ''
  const app = express()
  app.use(express.urlencoded({ extended: false }))
  app.post(/.*/, async (request, response) => {
    const params: Record<string, string> = request.body ?? {}
    received.push({
      path: request.path,
      params,
      isSigned: twilio.validateRequest(
        authToken,
        request.header('X-Twilio-Signature') ?? '',
        `${url}${request.originalUrl}`,
        params,
      ),
      idempotencyToken: request.header('I-Twilio-Idempotency-Token') ?? '',
    })
    for (const check of [...waiting]) check()
    const entry = answers.get(request.path) ?? '<Response/>'
    const answer = typeof entry === 'function' ? entry(params) : entry
    if (typeof answer === 'string') return response.type('text/xml').send(answer)
    if (answer.delayMs) await new Promise((resolve) => setTimeout(resolve, answer.delayMs))
    return response
      .status(answer.status ?? 200)
      .type(answer.type ?? 'text/xml')
      .send(answer.body ?? '')
  })
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  url = `http://localhost:${address.port}`
  const simulator = await createSimulator({
    port: 0,
    publicUrl: url,
    speed: 'fast',
    numbers: [
      {
        phoneNumber: serviceLine,
        voiceUrl: `${url}/voice`,
        voiceFallbackUrl: `${url}/fallback`,
        statusCallback: `${url}/status`,
      },
      {
        phoneNumber: textLine,
        voiceUrl: `${url}/voice`,
        smsUrl: `${url}/sms`,
        smsFallbackUrl: `${url}/sms-fallback`,
      },
    ],
    ...options,
  })
  const { account } = simulator
  authToken = account.authToken
  const client = twilio(account.accountSid, account.authToken, { accountSid: account.accountSid })
  client.api.baseUrl = simulator.url
  return {
    url,
    simulator,
    client,
    received,
    on: (path: string, answer: Answer | ((params: Record<string, string>) => Answer)) =>
      answers.set(path, answer),
    /** The parameters of webhooks on a path, oldest first. */
    at: (path: string) => received.filter((one) => one.path === path).map((one) => one.params),
    /** Waits for a webhook on this path that fits. */
    waitFor: (
      path: string,
      fits: (params: Record<string, string>) => boolean = () => true,
      timeoutMs = 5000,
    ) =>
      new Promise<Record<string, string>>((resolve, reject) => {
        const check = () => {
          const found = received.find((one) => one.path === path && fits(one.params))
          if (!found) return
          clearTimeout(timer)
          waiting.delete(check)
          resolve(found.params)
        }
        const timer = setTimeout(() => {
          waiting.delete(check)
          reject(
            new Error(
              `no fitting webhook on ${path}; had ${received.map((one) => `${one.path} ${one.params['CallStatus'] ?? ''}`).join(', ')}`,
            ),
          )
        }, timeoutMs)
        waiting.add(check)
        check()
      }),
    close: async () => {
      await simulator.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

export type TinyProduct = Awaited<ReturnType<typeof startTinyProduct>>
