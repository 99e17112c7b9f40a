import type { Call } from '../calls/call.ts'
import type { SoftphoneRinger } from '../calls/softphone-ringer.ts'
import type { Conference } from '../conference/conference.ts'
import type { Message } from '../messages/message.ts'
import type { Phone } from '../phones/phone.ts'
import type { Queue } from '../queue/queue.ts'
import type { Recording } from '../recordings/recording.ts'
import type { Transcription } from '../recordings/transcription.ts'
import type { Kindness } from '../unkindness/switches.ts'
import type { Webhooks } from '../webhooks/deliver.ts'
import type { Bus } from './bus.ts'
import type { Pace } from './pace.ts'
import type { Timeline } from './timeline.ts'

export type Account = {
  accountSid: string
  authToken: string
  apiKeySid: string
  apiKeySecret: string
  twimlAppSid: string
}

export type NumberSettings = {
  sid: string
  phoneNumber: string
  friendlyName: string
  voiceUrl: string
  voiceFallbackUrl: string | null
  statusCallback: string | null
  smsUrl: string | null
  smsFallbackUrl: string | null
}

export type Application = {
  sid: string
  friendlyName: string
  voiceUrl: string
  voiceFallbackUrl: string | null
  statusCallback: string | null
}

/** The whole telephone exchange: everything any part of the simulator needs to know or reach. */
export type Exchange = {
  account: Account
  publicUrl: string
  /** The simulator's own address, known once it listens. */
  ownUrl: () => string
  numbers: Map<string, NumberSettings>
  applications: Map<string, Application>
  calls: Map<string, Call>
  queues: Map<string, Queue>
  conferences: Map<string, Conference>
  recordings: Map<string, Recording>
  transcriptions: Map<string, Transcription>
  messages: Map<string, Message>
  optedOut: Set<string>
  media: Map<
    string,
    { sid: string; messageSid: string; contentType: string; content: Buffer; createdAt: Date }
  >
  phones: Map<string, Phone>
  bus: Bus
  timeline: Timeline
  webhooks: Webhooks
  kindness: Kindness
  pace: Pace
  softphones: SoftphoneRinger
}
