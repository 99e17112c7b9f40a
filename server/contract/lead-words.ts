/** Said to somebody who is no member yet: true, kind, and with a next step. */
export const joinPathWords = [
  'Anybody who works may join, today, also while something is going on.',
  'Legal help needs membership before it happened. What happened before joining gets initial advice.',
  'If they were dismissed or something has a time limit: Acas first, today. Joining does not stop the clock.',
] as const
