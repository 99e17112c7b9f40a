import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { finishCall } from './calls/call-status.ts'
import { createSilenceMeter, type SilenceMeter } from './calls/silence-meter.ts'
import { attachSoftphones } from './calls/softphones.ts'
import { mountControl } from './control/control-app.ts'
import { createCrowd } from './control/crowd.ts'
import type { Person } from './control/people.ts'
import { createExchange, type NumberOptions } from './core/create-exchange.ts'
import type { Account, Exchange } from './core/exchange.ts'
import type { TimelineEntry } from './core/timeline.ts'
import { demoAccount } from './demo-account.ts'
import { type DeskPhone, deskPhone } from './phones/desk-phone.ts'
import { type ScriptedPhone, scriptedPhone, unmetNews } from './phones/scripted-phone.ts'
import { mountRest } from './rest/app.ts'
import type { VoiceSignalling } from './signalling/options.ts'
import type { Switches } from './unkindness/switches.ts'

export type SimulatorOptions = {
  /** Port on 127.0.0.1; 0 takes any free one. */
  port: number
  /** The product's address: the base of relative URLs in inline TwiML. */
  publicUrl: string
  account?: Account
  numbers: readonly NumberOptions[]
  applications?: readonly {
    sid: string
    voiceUrl: string
    voiceFallbackUrl?: string
    statusCallback?: string
  }[]
  /** `fast`: prompts take 50 ms, TwiML and REST seconds a tenth. Default `real`. */
  speed?: 'real' | 'fast'
  /** Who one can be on the phone page. */
  callers?: readonly Person[]
  /** Where the built phone page lies, to be served at `/`. */
  pageDirectory?: string
  /** How long a webhook may take in all; Twilio's 15 s unless a test has less patience. */
  webhookTimeoutMs?: number
  /** From when a webhook is a complaint. Default 2 s. */
  slowWebhookMs?: number
}

export type Simulator = {
  readonly url: string
  readonly port: number
  readonly account: Account
  readonly exchange: Exchange
  /** The softphones' side: who is registered, and breaking their sockets or audio. */
  readonly signalling: VoiceSignalling
  phone(number: string): ScriptedPhone
  /** An agent's softphone without a browser and without sound, dialling through the TwiML app of `sid`. */
  deskPhone(identity: string, applicationSid: string): DeskPhone
  /** Listens from now on to what every telephone hears; see silence-meter.ts. */
  meterSilence(): SilenceMeter
  /** Rings and texts to telephones that no test waited for, in words; a journey expects none. */
  unmet(): string[]
  change(switches: Partial<Switches>): void
  complaints(): TimelineEntry[]
  forgetComplaints(): void
  timeline(filter?: { after?: number; callSid?: string; limit?: number }): TimelineEntry[]
  /** Resolves when no webhook is being delivered. */
  idle(): Promise<void>
  /** Everybody hangs up, the port closes. */
  close(): Promise<void>
}

/** Starts a small Twilio on loopback. Rejects when the port is taken. */
export async function createSimulator(options: SimulatorOptions): Promise<Simulator> {
  const account = options.account ?? demoAccount
  let url = ''
  const exchange = createExchange({ ...options, account, ownUrl: () => url })
  const app = express()
  app.disable('x-powered-by')
  const server = createServer(app)
  const signalling = attachSoftphones(server, exchange)
  mountRest(app, exchange)
  const crowd = createCrowd(exchange)
  mountControl(app, exchange, { people: options.callers ?? [], crowd })
  if (options.pageDirectory) app.use(express.static(options.pageDirectory))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = addressOf(server.address())
  url = `http://localhost:${port}`
  return {
    url,
    port,
    account,
    exchange,
    signalling,
    phone: (number) => scriptedPhone(exchange, number),
    deskPhone: (identity, applicationSid) => deskPhone(exchange, identity, applicationSid),
    meterSilence: () => createSilenceMeter(exchange),
    unmet: () => unmetNews(exchange),
    change: (switches) => void exchange.kindness.change(switches),
    complaints: exchange.timeline.complaints,
    forgetComplaints: exchange.timeline.forgetComplaints,
    timeline: exchange.timeline.entries,
    idle: exchange.webhooks.idle,
    close: async () => {
      crowd.disperse()
      for (const call of exchange.calls.values()) finishCall(exchange, call, 'completed')
      signalling.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the simulator has no port')
  return address
}
