import type { Person } from './control/people.ts'

/** People of the demo union whom a newcomer can be on the phone page, and two whom nobody knows. */
export const demoCallers: readonly Person[] = [
  { number: '+447700900117', name: 'Aisha Khan', note: 'member with an open case' },
  { number: '+447700900820', name: 'Tom or Jean Reid', note: 'two members share this number' },
  { number: '+447700900310', name: 'Somebody who may text STOP', note: 'any number can be used' },
  { number: '+447700900555', name: 'An unknown number', note: 'in no record' },
  { number: 'anonymous', name: 'A withheld number', note: 'shows no number' },
]
