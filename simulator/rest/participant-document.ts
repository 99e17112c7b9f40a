import type { Params } from './params.ts'

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** REST parameter → attribute of the Conference noun that does the same. */
const sameAs: Record<string, string> = {
  Muted: 'muted',
  Beep: 'beep',
  StartConferenceOnEnter: 'startConferenceOnEnter',
  EndConferenceOnExit: 'endConferenceOnExit',
  WaitUrl: 'waitUrl',
  WaitMethod: 'waitMethod',
  MaxParticipants: 'maxParticipants',
  Label: 'participantLabel',
  Region: 'region',
}

/** The instructions of a call rung by the Participant API: into the conference, as the request says. */
export function conferenceDocument(friendlyName: string, params: Params): string {
  const attributes: string[] = []
  for (const [name, attribute] of Object.entries(sameAs)) {
    const value = params.one(name)
    if (value !== undefined) attributes.push(`${attribute}="${escapeXml(value)}"`)
  }
  const coach = params.one('CallSidToCoach')
  if (coach && params.one('Coaching')?.toLowerCase() === 'true')
    attributes.push(`coach="${escapeXml(coach)}"`)
  return `<Response><Dial><Conference ${attributes.join(' ')}>${escapeXml(friendlyName)}</Conference></Dial></Response>`
}
