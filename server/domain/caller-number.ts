/**
 * A membership number keyed in on the telephone (F85). The voice tells a number from no number, and never one that we
 * know from one that we do not: who holds somebody's telephone must not learn from it that they are a member.
 */

/** After so many tries that are no number the caller goes on to a person. */
export const numberTries = 3

/** Whether these digits can be a membership number at all. */
export const isNumberKeyed = (digits: string): boolean => /^\d{5,12}$/.test(digits.trim())
