const written = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/** "14 October 2026" of a calendar day. */
export const dayWritten = (day: string): string => written.format(new Date(`${day}T00:00:00Z`))
