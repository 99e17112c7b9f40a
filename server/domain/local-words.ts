const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** "Tue 6 October 2026, 09:12", London's clock: for documents, which are read years later. */
export const localWords = (instant: string): string => {
  const part = new Map(format.formatToParts(Date.parse(instant)).map(({ type, value }) => [type, value]))
  return `${part.get('weekday')} ${part.get('day')} ${part.get('month')} ${part.get('year')}, ${part.get('hour')}:${part.get('minute')}`
}
