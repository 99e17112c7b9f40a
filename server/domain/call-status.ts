/** Twilio's final words for a call (as of 2026-11). Everything else is progress. */
const final: readonly string[] = ['completed', 'busy', 'failed', 'no-answer', 'canceled']
export const isFinalStatus = (status: string): boolean => final.includes(status)
