import { randomBytes } from 'node:crypto'

export type SidPrefix = 'AC' | 'CA' | 'CF' | 'QU' | 'RE' | 'SM' | 'MM' | 'ME' | 'PN' | 'AP' | 'SK' | 'TR'

/** A Twilio string identifier: two letters and 32 hexadecimal digits. */
export const newSid = (prefix: SidPrefix): string => prefix + randomBytes(16).toString('hex')
