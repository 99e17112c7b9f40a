/** Numbers as somebody types them into a settings form. */

/** Empty is no limit; what is no number is none that could be a limit, and the server says so beside the field. */
export const readLimit = (typed: string): number | null => (typed.trim() === '' ? null : readNumber(typed))
export const minutesAsSeconds = (typed: string): number | null => {
  const minutes = readLimit(typed)
  return minutes === null ? null : minutes * 60
}
export const readNumber = (typed: string): number => (/^\d{1,6}$/.test(typed.trim()) ? Number(typed) : 0)
