/** What a telephone does when it rings. `waits`: until a person (or a test) answers it. */
export type PhoneManner = 'waits' | 'answers' | 'busy' | 'fails' | 'voicemail'

const manners: Record<string, PhoneManner> = {
  '+447700900991': 'busy',
  '+447700900993': 'fails',
  '+447700900994': 'voicemail',
}

/** +447700900992 needs no entry: nobody ever answers it. */
export const mannerOf = (number: string): PhoneManner => manners[number] ?? 'waits'

/** How a text to one of these numbers ends. */
export type TextFate =
  | { status: 'undelivered'; errorCode: number }
  | { status: 'sent' }
  | { status: 'delivered' }

const fates: Record<string, TextFate> = {
  '+447700900991': { status: 'undelivered', errorCode: 30003 },
  '+447700900992': { status: 'undelivered', errorCode: 30005 },
  '+447700900993': { status: 'undelivered', errorCode: 30006 },
  '+447700900995': { status: 'sent' },
}

export const fateOf = (number: string): TextFate => fates[number] ?? { status: 'delivered' }

/** Has texted STOP before the world began. */
export const optedOutNumber = '+447700900994'
