/** What a TwiML document tells the network to do, as one sentence per verb. */
export function twimlSteps(twiml: string): string[] {
  if (twiml.trim() === '') return ['nothing more: hang up']
  const root = new DOMParser().parseFromString(twiml, 'text/xml').documentElement
  if (root.querySelector('parsererror') || root.nodeName === 'parsererror')
    return ['something that is not XML']
  const steps = [...root.children].map(stepWords)
  return steps.length > 0 ? steps : ['nothing more']
}

export const quoted = (text: string, most = 110): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return `“${line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line}”`
}

function stepWords(verb: Element): string {
  const text = (verb.textContent ?? '').trim()
  const attribute = (name: string) => verb.getAttribute(name)
  switch (verb.nodeName) {
    case 'Say':
      return `say ${quoted(text)}`
    case 'Play':
      return attribute('digits') ? `press ${attribute('digits')}` : `play ${fileOf(text)}`
    case 'Pause':
      return `wait ${attribute('length') ?? '1'} s`
    case 'Gather':
      return gatherWords(verb)
    case 'Enqueue':
      return `put the caller in the queue ${text || '(no name)'}`
    case 'Leave':
      return 'take the caller out of the queue'
    case 'Dial':
      return dialWords(verb)
    case 'Record':
      return 'record a message'
    case 'Redirect':
      return `ask again at ${pathOf(text)}`
    case 'Hangup':
      return 'hang up'
    case 'Reject':
      return 'refuse the call'
    case 'Message':
      return `text back ${quoted(text)}`
    case 'Start':
    case 'Stop':
      return `${verb.nodeName.toLowerCase()} ${verb.firstElementChild?.nodeName ?? 'something'}`
    default:
      return verb.nodeName
  }
}

function gatherWords(verb: Element): string {
  const most = verb.getAttribute('numDigits')
  const keys = most === '1' ? 'a key' : most ? `${most} keys` : 'keys'
  const asked = verb.getAttribute('input')?.includes('speech') ? `${keys} or words` : keys
  const prompt = [...verb.children].map(stepWords).join(', ')
  return prompt ? `${prompt}, and listen for ${asked}` : `listen for ${asked}`
}

function dialWords(verb: Element): string {
  const inner = verb.firstElementChild
  const name = (inner?.textContent ?? verb.textContent ?? '').trim()
  switch (inner?.nodeName) {
    case 'Conference':
      return `join the conference ${name}`
    case 'Queue':
      return `talk to the first in the queue ${name}`
    case 'Client':
      return `ring the softphone ${name}`
    default:
      return `ring ${name}`
  }
}

const fileOf = (url: string): string => url.split('/').at(-1) || url

export function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : (url.split('?')[0] ?? url)
}
