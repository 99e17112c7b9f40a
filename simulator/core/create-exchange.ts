import { noSoftphones } from '../calls/softphone-ringer.ts'
import { optedOutNumber } from '../phones/sentinels.ts'
import { createKindness } from '../unkindness/switches.ts'
import { createWebhooks } from '../webhooks/deliver.ts'
import { createBus } from './bus.ts'
import type { Account, Exchange } from './exchange.ts'
import { createPace } from './pace.ts'
import { newSid } from './sid.ts'
import { createTimeline } from './timeline.ts'

export type NumberOptions = {
  phoneNumber: string
  friendlyName?: string
  voiceUrl: string
  voiceFallbackUrl?: string
  statusCallback?: string
  smsUrl?: string
  smsFallbackUrl?: string
}

export function createExchange(options: {
  account: Account
  publicUrl: string
  ownUrl: () => string
  numbers: readonly NumberOptions[]
  applications?: readonly {
    sid: string
    voiceUrl: string
    voiceFallbackUrl?: string
    statusCallback?: string
  }[]
  speed?: 'real' | 'fast'
  webhookTimeoutMs?: number
  slowWebhookMs?: number
}): Exchange {
  const { account } = options
  const bus = createBus()
  const timeline = createTimeline(bus)
  const kindness = createKindness(bus, timeline)
  const numbers = options.numbers.map((number) => ({
    sid: newSid('PN'),
    phoneNumber: number.phoneNumber,
    friendlyName: number.friendlyName ?? number.phoneNumber,
    voiceUrl: number.voiceUrl,
    voiceFallbackUrl: number.voiceFallbackUrl ?? null,
    statusCallback: number.statusCallback ?? null,
    smsUrl: number.smsUrl ?? null,
    smsFallbackUrl: number.smsFallbackUrl ?? null,
  }))
  const applications = (options.applications ?? []).map((application) => ({
    sid: application.sid,
    friendlyName: 'Softphone',
    voiceUrl: application.voiceUrl,
    voiceFallbackUrl: application.voiceFallbackUrl ?? null,
    statusCallback: application.statusCallback ?? null,
  }))
  return {
    account,
    publicUrl: options.publicUrl,
    ownUrl: options.ownUrl,
    numbers: new Map(numbers.map((number) => [number.phoneNumber, number])),
    applications: new Map(applications.map((application) => [application.sid, application])),
    calls: new Map(),
    queues: new Map(),
    conferences: new Map(),
    recordings: new Map(),
    transcriptions: new Map(),
    messages: new Map(),
    optedOut: new Set([`* ${optedOutNumber}`]),
    media: new Map(),
    phones: new Map(),
    bus,
    timeline,
    webhooks: createWebhooks({
      account,
      timeline,
      kindness,
      timeoutMs: options.webhookTimeoutMs ?? 15_000,
      slowMs: options.slowWebhookMs ?? 2_000,
    }),
    kindness,
    pace: createPace(options.speed ?? 'real'),
    softphones: noSoftphones,
  }
}
