/** A supervisor without skills has put herself on a queue: what a placement looks like on the board. */
import type { Placement } from '../../../domain/placement.ts'
import { lorna } from './people.ts'

const halfAnHourMs = 30 * 60_000

export const placement = (now: string): Placement => ({
  id: 'demo-placement-1',
  personId: lorna,
  queueId: 'demo-queue-joining',
  way: 'on',
  why: 'two colleagues are in training',
  byId: lorna,
  since: new Date(Date.parse(now) - halfAnHourMs).toISOString(),
  until: null,
  endedAt: null,
  endedBy: null,
  endedBecause: null,
})
