import type { TimelineEntry } from './api.ts'
import { quoted, twimlSteps } from './twiml-words.ts'
import { partyOf, withNames } from './words.ts'
import type { World } from './world.ts'

/** A line of "What just happened": who did what, and the facts beneath. */
export type Told = { title: string; facts: string }

/** One entry in words for somebody who has never seen a webhook. */
export function tell(world: World, entry: TimelineEntry): Told {
  const said = withNames(world, entry.summary)
  const who = partyOf(world, entry.callSid)
  switch (entry.kind) {
    case 'webhook':
      return {
        title: `${webhookTitle(textsOf(entry.detail['params']), who)}${webhookTrouble(entry.detail)}`,
        facts: `${entry.summary} · signed`,
      }
    case 'twiml':
      return {
        title: `The product answered: ${twimlSteps(textOf(entry.detail['twiml'])).join('; then ')}`,
        facts: said.replace('TwiML: ', ''),
      }
    case 'rest':
      return { title: restTitle(entry), facts: entry.summary }
    case 'conference':
      return { title: conferenceTitle(entry, who), facts: said }
    case 'call':
      return { title: callTitle(said), facts: '' }
    case 'switch':
      return { title: entry.summary.startsWith('Switches') ? 'The weather changed' : said, facts: said }
    case 'complaint':
      return { title: said, facts: who ? `on the call of ${who}` : '' }
    case 'queue':
    case 'recording':
    case 'message':
      return { title: said, facts: '' }
  }
}

function webhookTitle(params: Record<string, string>, who: string | null): string {
  const caller = who ?? 'the caller'
  const has = (name: string) => params[name] !== undefined && params[name] !== ''
  if (has('StatusCallbackEvent'))
    return `Told the product: ${conferenceEvent(params['StatusCallbackEvent'] ?? '', who)}`
  if (has('RecordingStatus')) return `Told the product: the recording is ${params['RecordingStatus']}`
  if (has('MessageStatus')) return `Told the product: its text is ${params['MessageStatus']}`
  if (has('MessageSid')) {
    const photos = Number(params['NumMedia'] ?? 0)
    const body = has('Body') ? `: ${quoted(params['Body'] ?? '')}` : ''
    return `Brought the product a text${photos > 0 ? ` with ${photos === 1 ? 'a photo' : `${photos} photos`}` : ''}${body}`
  }
  if (has('Digits')) return `Asked the product what follows key ${params['Digits']}`
  if (has('SpeechResult'))
    return `Asked the product what follows the words ${quoted(params['SpeechResult'] ?? '')}`
  if (has('QueueResult')) return `Told the product: ${caller} left the queue (${params['QueueResult']})`
  if (has('DialCallStatus'))
    return `Asked the product what follows: that party was ${params['DialCallStatus']}`
  if (params['CallbackSource'] === 'call-progress-events' || has('SequenceNumber')) {
    return `Told the product: the call of ${caller} is ${params['CallStatus']}`
  }
  if (has('QueuePosition'))
    return `Asked the product what number ${params['QueuePosition']} in the queue shall hear`
  if (params['CallStatus'] === 'ringing') return `Asked the product what to do: ${caller} is ringing`
  return `Asked the product what to do next with ${caller}`
}

/** Nothing when the product took it; else what it did instead. */
function webhookTrouble({ status, attempt }: Record<string, unknown>): string {
  const again = typeof attempt === 'number' && attempt > 1 ? ' (again)' : ''
  if (typeof status !== 'number') return `${again}, and got no answer`
  return status >= 200 && status < 300 ? again : `${again}, and got error ${status}`
}

const conferenceEvents: Record<string, (who: string) => string> = {
  'conference-start': () => 'a conversation began',
  'conference-end': () => 'the conversation ended',
  'participant-join': (who) => `${who} joined the conversation`,
  'participant-leave': (who) => `${who} left the conversation`,
  'participant-mute': (who) => `${who} is muted`,
  'participant-unmute': (who) => `${who} can be heard again`,
  'participant-hold': (who) => `${who} is on hold`,
  'participant-unhold': (who) => `${who} is off hold`,
  'participant-modify': (who) => `${who}’s part was changed`,
  'announcement-end': () => 'the announcement is over',
  'announcement-fail': () => 'the announcement failed',
}

const conferenceEvent = (event: string, who: string | null): string =>
  conferenceEvents[event]?.(who ?? 'somebody') ?? event

function conferenceTitle(entry: TimelineEntry, who: string | null): string {
  const words = conferenceEvent(entry.summary.split(' ')[0] ?? '', who)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `X → Y: in-progress` and the like, from the network's own log. */
function callTitle(said: string): string {
  const found = /^(.+) → (.+): ([a-z-]+)$/.exec(said)
  if (!found) return said
  const [, from, to, status] = found
  const what: Record<string, string> = {
    initiated: 'is being set up',
    ringing: 'is ringing',
    'in-progress': 'was answered',
    completed: 'is over',
    busy: 'found it busy',
    'no-answer': 'was not answered',
    failed: 'could not be made',
    canceled: 'was given up',
  }
  return `The call from ${from} to ${to} ${what[status ?? ''] ?? status}`
}

/** What a REST request asks for, by method and path; the first that fits. */
const restWords: readonly [RegExp, string][] = [
  [/^POST \/Calls$/, 'The product rang somebody'],
  [/^POST \/Calls\/[^/]+\/Recordings$/, 'The product started a recording'],
  [/^POST \/Calls\/[^/]+$/, 'The product sent a call elsewhere'],
  [/^POST \/Messages$/, 'The product sent a text'],
  [/^POST \/Conferences\/[^/]+\/Participants$/, 'The product brought somebody into the conversation'],
  [/^DELETE \/Conferences\/[^/]+\/Participants/, 'The product took somebody out of the conversation'],
  [/^POST \/Conferences\/[^/]+\/Participants\/.+/, 'The product changed somebody’s part in the conversation'],
  [/^POST \/Conferences\/.+Recordings/, 'The product changed a recording'],
  [/^POST \/Conferences\/.+/, 'The product changed a conversation'],
  [/^POST \/Queues\/.+\/Members\/.+/, 'The product took a caller from the queue'],
  [/^GET .*Recordings/, 'The product looked up recordings'],
  [/^GET .*Conferences/, 'The product looked up conversations'],
  [/^GET .*Queues/, 'The product looked at the queues'],
  [/^GET .*Calls/, 'The product looked up calls'],
  [/^GET .*Messages/, 'The product looked up texts'],
  [/^GET .*IncomingPhoneNumbers/, 'The product looked up its numbers'],
]

function restTitle(entry: TimelineEntry): string {
  const [request = entry.summary, outcome = ''] = entry.summary.replace(/\.json/, '').split(' → ')
  const words = restWords.find(([pattern]) => pattern.test(request))?.[1] ?? `The product asked ${request}`
  return /^[45]\d\d/.test(outcome) || !/^\d/.test(outcome) ? `${words}: refused` : words
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function textsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, String(one)]))
}
