import { SegmentedMessage } from 'sms-segments-calculator'

/** How many parts a text is sent in (GSM-7 or UCS-2); an empty one with pictures counts as one. */
export const countSegments = (body: string): number =>
  body === '' ? 1 : new SegmentedMessage(body).segmentsCount
