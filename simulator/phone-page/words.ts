import type { CallView, Line, MessageView } from './api.ts'
import type { World } from './world.ts'

/** A British number as people write it; any other as it came. */
export function spokenNumber(number: string): string {
  if (number === 'anonymous' || number === '') return 'number withheld'
  const national = /^\+44(\d{10})$/.exec(number)?.[1]
  if (!national) return number
  // 02x has two digits of area, 01x1 and 011x three, the rest four (Ofcom's numbering plan, as of 2026-11).
  const area = national.startsWith('2') ? 2 : /^1(1\d|\d1)/.test(national) ? 3 : 4
  const local = national.slice(area)
  const spaced = area === 4 ? local : `${local.slice(0, local.length - 4)} ${local.slice(-4)}`
  return `0${national.slice(0, area)} ${spaced}`
}

/** E.164 for what somebody typed, or null when it cannot be a number. */
export function readNumber(typed: string): string | null {
  const bare = typed.replace(/[\s().-]/g, '')
  const number = bare.startsWith('00') ? `+${bare.slice(2)}` : bare.replace(/^0(?=\d)/, '+44')
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : null
}

/** A line with its name, when it was given one: a number's default name is the number. */
export function lineName({ friendlyName, phoneNumber }: Line): string {
  const number = spokenNumber(phoneNumber)
  return hasName(friendlyName) ? `${friendlyName} · ${number}` : number
}

const hasName = (friendlyName: string) => friendlyName !== '' && !friendlyName.startsWith('+')

/** Who is behind an address of the wire: a person, one of our lines, a softphone, or just the number. */
export function nameOf(world: World, address: string): string {
  if (address === 'anonymous' || address === '') return 'a withheld number'
  if (address.startsWith('client:')) return `the agent’s softphone (${address.slice('client:'.length)})`
  const person = world.people.find((one) => one.number === address)
  const line = world.lines.find((one) => one.phoneNumber === address)
  if (person) return person.name
  return line && hasName(line.friendlyName) ? line.friendlyName : spokenNumber(address)
}

/** A sentence with the wire's addresses replaced by names. */
export const withNames = (world: World, text: string): string =>
  text.replace(/\+[1-9]\d{6,14}\b|client:[\w.@-]+|\banonymous\b/g, (address) => nameOf(world, address))

/** The party of a call that is not the product: the member on the telephone, or the softphone. */
export function partyOf(world: World, callSid: string | null): string | null {
  const call = callSid === null ? undefined : world.calls.get(callSid)
  if (!call) return null
  return nameOf(world, call.phone ?? (call.to.startsWith('client:') ? call.to : call.from))
}

export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const rest = String(seconds % 60).padStart(2, '0')
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${rest}`
  return `${Math.floor(seconds / 3600)}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}:${rest}`
}

const endings: Partial<Record<CallView['status'], string>> = {
  busy: 'Busy',
  failed: 'The call failed',
  'no-answer': 'Nobody answered',
  canceled: 'The call was given up',
}

export type PhoneState = { words: string; tone: 'idle' | 'ringing' | 'menu' | 'waiting' | 'talking' | 'over' }

/** What my telephone is doing, in words for the person holding it. */
export function stateOf(world: World, call: CallView | null): PhoneState {
  if (!call) return { words: 'Ready to call', tone: 'idle' }
  switch (call.status) {
    case 'queued':
    case 'initiated':
    case 'ringing':
      return { words: 'Ringing', tone: 'ringing' }
    case 'in-progress':
      return answeredState(world, call)
    case 'completed':
      return { words: 'Call ended', tone: 'over' }
    default:
      return { words: endings[call.status] ?? 'Call ended', tone: 'over' }
  }
}

function answeredState(world: World, call: CallView): PhoneState {
  // Where a call is says more than the verb it runs: the music of a queue is a verb too.
  for (const conference of world.conferences.values()) {
    const me = conference.participants.find((one) => one.callSid === call.sid)
    if (!me) continue
    if (me.hold) return { words: 'On hold', tone: 'waiting' }
    const others = conference.participants.length - 1
    return others > 0
      ? { words: 'Talking', tone: 'talking' }
      : { words: 'Being put through', tone: 'waiting' }
  }
  for (const queue of world.queues.values()) {
    const place = queue.members.find((one) => one.callSid === call.sid)
    if (place) return { words: `Waiting, number ${place.position} in the queue`, tone: 'waiting' }
  }
  const verb = call.doing.split(' ')[0]
  if (verb === 'Gather') return { words: 'In the menu', tone: 'menu' }
  if (verb === 'Record') return { words: 'Leaving a message', tone: 'talking' }
  if (verb === 'Dial') return { words: 'Being put through', tone: 'waiting' }
  if (verb === 'Say' || verb === 'Play') return { words: 'Listening to a message', tone: 'menu' }
  if (call.doing.startsWith('talking')) return { words: 'Talking', tone: 'talking' }
  return { words: 'Connected', tone: 'menu' }
}

/** Twilio's error codes of texts (https://www.twilio.com/docs/api/errors, as of 2026-11). */
const textErrors: Record<number, string> = {
  21610: 'this person has sent STOP',
  30003: 'the telephone cannot be reached',
  30005: 'the number is not in use',
  30006: 'a landline cannot get texts',
  30007: 'the network filtered it',
  30008: 'an unknown fault',
}

export function deliveryWords(message: MessageView): string {
  if (message.direction === 'inbound') return 'Sent'
  switch (message.status) {
    case 'failed':
    case 'undelivered': {
      const why =
        message.errorCode === null ? '' : (textErrors[message.errorCode] ?? `error ${message.errorCode}`)
      return `Not delivered${why && `: ${why}`}`
    }
    case 'delivered':
      return 'Delivered to you'
    default:
      return `On its way (${message.status})`
  }
}

export const clockTime = (iso: string): string =>
  new Date(iso).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
