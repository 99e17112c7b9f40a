/** Where Twilio is sent next. Only opaque ids travel in a URL: no number, no name. */

export interface TwilioUrls {
  /** `asked`: the key was pressed already, and this is the same question again. */
  menu(contactId: string, attempt: number, asked?: { pressed: string; again: number }): string
  /** A membership number keyed in; `menu`: which menu of the call comes after it. */
  number(contactId: string, attempt: number, menu: number, again?: number): string
  /** A key in a trial call of a menu's draft. */
  trial(lineId: string, level: string, attempt: number): string
  wait(contactId: string): string
  queueLeft(contactId: string, round: string): string
  /** `transcribe`: its words are to come from Twilio too. */
  voicemail(contactId: string, transcribe: boolean): string
  transcript(contactId: string): string
  fallbackVoicemail(): string
  recording(contactId: string | null, kind: 'call' | 'voicemail'): string
  connect(contactId: string, round: string): string
  requeue(contactId: string, round: string): string
  closed(contactId: string, round: string): string
  conference(contactId: string): string
  conferenceLeft(contactId: string, round: string): string
  /** The leg of a colleague who waits outside; `round` grows. */
  comeIn(contactId: string, round: string): string
  hold(contactId: string, hear: 'music' | 'reconnecting'): string
  /** A key pressed about a callback; see VoicePage 'keys'. */
  callbackKeys(
    contactId: string,
    step: 'start' | 'number' | 'confirm',
    from: 'queue' | 'exit',
    turn: number,
    /** The same question again: see `menu`. */
    asked?: { pressed: string; again: number },
  ): string
  /** What a member who is rung back does: picks up, and the call's own news. */
  callbackAnswered(contactId: string): string
  callbackStatus(contactId: string): string
  callbackMachine(contactId: string): string
  announce(contactId: string): string
  guestStatus(guestId: string): string
  smsStatus(messageId: string): string
  /** News of a text to whoever is on duty, about these alerts. */
  dutyStatus(raisingIds: readonly string[]): string
  holdMusic(): string
}

/**
 * `round` tells apart two visits of one call to the same page (given back to the queue twice), so that each has its own
 * remembered reply: it is the id of the effect that sent the call there, or `first`.
 */
export function twilioUrls(publicUrl: string): TwilioUrls {
  const base = publicUrl.replace(/\/+$/, '')
  const to = (path: string, query: Record<string, string> = {}): string => {
    const text = new URLSearchParams(query).toString()
    return `${base}${path}${text === '' ? '' : `?${text}`}`
  }
  return {
    menu: (contactId, attempt, asked) =>
      to('/twilio/voice/menu', {
        contactId,
        attempt: String(attempt),
        ...(asked === undefined ? {} : { pressed: asked.pressed, again: String(asked.again) }),
      }),
    number: (contactId, attempt, menu, again) =>
      to('/twilio/voice/number', {
        contactId,
        attempt: String(attempt),
        menu: String(menu),
        ...(again === undefined ? {} : { again: String(again) }),
      }),
    trial: (lineId, level, attempt) => to('/twilio/voice/trial', { lineId, level, attempt: String(attempt) }),
    wait: (contactId) => to('/twilio/voice/wait', { contactId }),
    queueLeft: (contactId, round) => to('/twilio/voice/queue-left', { contactId, round }),
    voicemail: (contactId, transcribe) =>
      to('/twilio/voice/voicemail', { contactId, ...(transcribe ? { transcribe: '1' } : {}) }),
    transcript: (contactId) => to('/twilio/voice/transcript', { contactId }),
    fallbackVoicemail: () => to('/twilio/voice/fallback/voicemail'),
    recording: (contactId, kind) =>
      to('/twilio/voice/recording', { ...(contactId === null ? {} : { contactId }), kind }),
    connect: (contactId, round) => to('/twilio/voice/connect', { contactId, round }),
    requeue: (contactId, round) => to('/twilio/voice/requeue', { contactId, round }),
    closed: (contactId, round) => to('/twilio/voice/closed', { contactId, round }),
    conference: (contactId) => to('/twilio/voice/conference', { contactId }),
    conferenceLeft: (contactId, round) => to('/twilio/voice/conference-left', { contactId, round }),
    comeIn: (contactId, round) => to('/twilio/voice/client/again', { contactId, round }),
    hold: (contactId, hear) => to('/twilio/voice/hold', { contactId, hear }),
    callbackKeys: (contactId, step, from, turn, asked) =>
      to('/twilio/voice/callback/keys', {
        contactId,
        step,
        from,
        turn: String(turn),
        ...(asked === undefined ? {} : { pressed: asked.pressed, again: String(asked.again) }),
      }),
    callbackAnswered: (contactId) => to('/twilio/voice/callback/answered', { contactId }),
    callbackStatus: (contactId) => to('/twilio/voice/callback/status', { contactId }),
    callbackMachine: (contactId) => to('/twilio/voice/callback/machine', { contactId }),
    announce: (contactId) => to('/twilio/voice/announce', { contactId }),
    guestStatus: (guestId) => to('/twilio/voice/guest-status', { guestId }),
    smsStatus: (messageId) => to('/twilio/sms/status', { messageId }),
    dutyStatus: (raisingIds) => to('/twilio/sms/status', { raisings: raisingIds.join(' ') }),
    holdMusic: () => to('/hold-music.wav'),
  }
}
