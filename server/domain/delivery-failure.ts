// Why a text did not arrive, in words for the agent, and what to do next (F51).
// Codes: https://www.twilio.com/docs/api/errors (read August 2026). An unknown code is still told honestly.

export type FailureWords = { readonly what: string; readonly nextStep: string }

const callInstead = 'Call them instead.'
const checkNumber = 'Check the number with the member.'
const tellAdministrator = 'Tell an administrator: nothing is wrong with the member or the text.'

const failures: Readonly<Record<number, FailureWords>> = {
  21211: { what: 'This is not a telephone number.', nextStep: checkNumber },
  21212: { what: 'Our own text number is not set up correctly.', nextStep: tellAdministrator },
  21606: { what: 'Our own number cannot send texts.', nextStep: tellAdministrator },
  21608: { what: 'Our Twilio account is a trial and may not text this number.', nextStep: tellAdministrator },
  21610: { what: 'They asked us to stop texts.', nextStep: 'You can call. They can text START to rejoin.' },
  21612: { what: 'Texts cannot travel from our number to this one.', nextStep: callInstead },
  21614: { what: 'This number cannot receive texts.', nextStep: callInstead },
  21617: { what: 'The text is too long.', nextStep: 'Shorten it to 1,600 characters or send two.' },
  21635: { what: 'This is a landline.', nextStep: `${callInstead} Ask for a mobile number for texts.` },
  30001: { what: 'Too many texts were waiting to go.', nextStep: 'Send it again in a few minutes.' },
  30002: { what: 'Our Twilio account is suspended.', nextStep: tellAdministrator },
  30003: { what: 'Their phone is off or has no signal.', nextStep: 'Try again later, or call.' },
  30004: { what: 'Their phone or network blocks our texts.', nextStep: callInstead },
  30005: { what: 'This number does not exist or is no longer used.', nextStep: checkNumber },
  30006: {
    what: 'This is a landline, or its network takes no texts.',
    nextStep: `Do not text it again. ${callInstead}`,
  },
  30007: {
    what: 'The network took the text for spam.',
    nextStep: 'Write it differently, without links, or call.',
  },
  30008: {
    what: 'The network did not deliver it and gave no reason.',
    nextStep: 'Try once more, then call.',
  },
  21408: {
    what: 'Our Twilio account does not send texts to this country.',
    nextStep: tellAdministrator,
  },
  21611: {
    what: 'Our number has more texts waiting than Twilio takes.',
    nextStep: 'Send it again in an hour.',
  },
  30017: { what: 'The network was too busy for texts.', nextStep: 'Send it again in a few minutes.' },
  30036: { what: 'Their phone could not be reached for as long as a text is kept.', nextStep: callInstead },
  30410: { what: 'The network did not answer in time.', nextStep: 'Send it again in a few minutes.' },
  20003: { what: 'Twilio did not accept our sign-in.', nextStep: tellAdministrator },
  20429: { what: 'We sent too many texts at once.', nextStep: 'Wait a minute, then send it again.' },
}

/** The failure in words; null and codes we do not know get honest general words with the code. */
export const failureInWords = (errorCode: number | null): FailureWords => {
  const known = errorCode === null ? undefined : failures[errorCode]
  const code = errorCode === null ? '' : ` (Twilio error ${errorCode})`
  return known ?? { what: `The text was not delivered${code}.`, nextStep: 'Try once more, then call.' }
}

/** Sending the same text again to the same number cannot help. */
export const isPermanentFailure = (errorCode: number | null): boolean =>
  [21211, 21610, 21612, 21614, 21617, 21635, 30004, 30005, 30006].includes(errorCode ?? 0)
