const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (n: number) => String(n).padStart(2, '0')

/** RFC 2822 in UTC with a numeric zone, as in Twilio's 2010-04-01 JSON and callback `Timestamp`s. */
export const rfc2822 = (at: Date): string =>
  `${days[at.getUTCDay()]}, ${two(at.getUTCDate())} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()} ` +
  `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`

export const rfc2822OrNull = (at: Date | null): string | null => (at ? rfc2822(at) : null)
export const isoOrNull = (at: Date | null): string | null => (at ? at.toISOString() : null)
export const wholeSecondsBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000))
