/** 200 members in three branches, on numbers that Ofcom keeps free for drama, read 2026-11. */
import type { Member, Phone } from '../../../domain/records.ts'
import { chance } from './chance.ts'

export const branches = [
  { id: 'demo-branch-1', code: 'H-0172', name: 'Northside Health', region: 'London and Eastern' },
  { id: 'demo-branch-2', code: 'E-0418', name: 'Lothian Education', region: 'Scotland' },
  { id: 'demo-branch-3', code: 'T-0093', name: 'Western Transport and Logistics', region: 'South West' },
] as const

const sites = [
  [
    'Northside Hospital Trust',
    ['Ward block, Northside', 'Theatres, Northside', 'Kingsmead clinic'],
    'London',
    0,
  ],
  ['Kingsmead Care Homes', ['Elm House', 'The Laurels'], 'Romford', 0],
  ['Lothian Schools', ['Craigend High School', 'Portobank Primary'], 'Edinburgh', 1],
  ['Western Buses', ['Avonbank depot', 'Temple Street depot'], 'Bristol', 2],
  ['Harbour Parcels', ['Avonmouth hub'], 'Bristol', 2],
] as const

export const employers = sites.map(([name], index) => ({ id: `demo-employer-${index + 1}`, name }))
export const workplaces = sites.flatMap(([, names, town, branch], index) =>
  names.map((name, place) => ({
    id: `demo-workplace-${index + 1}-${place + 1}`,
    employerId: `demo-employer-${index + 1}`,
    name,
    town,
    branchId: branches[branch].id,
  })),
)

const jobs = {
  'demo-branch-1': [
    'Staff nurse',
    'Healthcare assistant',
    'Porter',
    'Radiographer',
    'Care worker',
    'Cleaner',
  ],
  'demo-branch-2': ['Teacher', 'Classroom assistant', 'School cook', 'Librarian', 'Janitor'],
  'demo-branch-3': ['Bus driver', 'Fitter', 'Sorter', 'Van driver', 'Cleaner', 'Controller'],
} as const

const firstNames =
  'Amara Ben Carys Dylan Eilidh Femi Grace Hamza Iona Jakub Kezia Liam Maryam Niall Olu Petra Qasim Rhona Sian Tariq Una Viktor Wendy Yusuf Zara'.split(
    ' ',
  )
const lastNames =
  'Adams Begum Campbell Davies Edwards Farah Grant Hussain Igwe Jones Kowalski Lewis Murray Nowak Owens Patel Quinn Roberts Stewart Thomas Usman Vaughan Walker Young'.split(
    ' ',
  )
const usesRelay = 'Uses Relay UK'
const needs = [
  'Prefers a quiet line',
  'Safety rep',
  usesRelay,
  'Works nights: call after 14:00',
  'Workplace rep',
]

export interface DemoMember {
  readonly member: Member
  /** The first is the one they call from. */
  readonly numbers: readonly string[]
}

/** Those whom the journeys name. */
const named: readonly (readonly [string, string, string, string, string])[] = [
  ['M-204117', 'Aisha', 'Khan', '+447700900117', 'Staff nurse'],
  ['M-118820', 'Tom', 'Reid', '+447700900820', 'Bus driver'],
  ['M-118821', 'Jean', 'Reid', '+447700900820', 'School cook'],
  ['M-150310', 'Daniel', 'Osei', '+447700900310', 'Van driver'],
  ['M-173245', 'Fatima', 'Begum', '+447700900245', 'Care worker'],
]
export const aisha = 'demo-member-M-204117'
export const daniel = 'demo-member-M-150310'
export const fatima = 'demo-member-M-173245'
export const tom = 'demo-member-M-118820'

/** Our own lines, the named members, and numbers that journeys need nobody to know. */
const keptFree = new Set([
  '+447700900900',
  '+442079460900',
  '+447700900555',
  '+447700900123',
  ...named.map(([, , , number]) => number),
])
const created = '2026-01-05T09:00:00.000Z'

const memberOf = (
  given: Pick<Member, 'membershipNumber' | 'firstName' | 'lastName'> & Partial<Member>,
): Member => ({
  id: `demo-member-${given.membershipNumber}`,
  version: 1,
  email:
    `${given.firstName}.${given.lastName}.${given.membershipNumber.slice(2)}@members.branchline.test`.toLowerCase(),
  status: 'Paid up',
  joinedOn: '2019-03-01',
  branchId: null,
  workplaceId: null,
  jobTitle: null,
  chips: [],
  recordingRefused: false,
  textRelay: given.chips?.includes(usesRelay) ?? false,
  updatedAt: created,
  ...given,
})

export function members(): DemoMember[] {
  const luck = chance(204_117)
  const known = named.map(([membershipNumber, firstName, lastName, number, jobTitle]): DemoMember => {
    const branchId =
      jobTitle === 'Bus driver' || jobTitle === 'Van driver'
        ? branches[2].id
        : jobTitle === 'School cook'
          ? branches[1].id
          : branches[0].id
    const workplace = luck.pick(workplaces.filter((each) => each.branchId === branchId))
    const chips = membershipNumber === 'M-204117' ? ['Prefers a quiet line'] : []
    return {
      member: memberOf({
        membershipNumber,
        firstName,
        lastName,
        jobTitle,
        branchId,
        workplaceId: workplace.id,
        chips,
      }),
      numbers: [number],
    }
  })
  const others = Array.from({ length: 200 - named.length }, (_, index): DemoMember => {
    const workplace = luck.pick(workplaces)
    return {
      member: memberOf({
        membershipNumber: `M-${201_000 + index * 7}`,
        firstName: luck.pick(firstNames),
        lastName: luck.pick(lastNames),
        branchId: workplace.branchId,
        workplaceId: workplace.id,
        jobTitle: luck.pick(jobs[workplace.branchId]),
        status: luck.next() < 0.9 ? 'Paid up' : luck.pick(['In arrears', 'Lapsed']),
        joinedOn: `${luck.between(1998, 2025)}-${String(luck.between(1, 12)).padStart(2, '0')}-01`,
        chips: luck.next() < 0.15 ? [luck.pick(needs)] : [],
        recordingRefused: luck.next() < 0.03,
      }),
      numbers: numbersOf(index, luck.next() < 0.25),
    }
  })
  return [...known, ...others]
}

/** Spread over both ranges: 07700 900000-900999 and 020 7946 0000-0999. */
function numbersOf(index: number, hasLandline: boolean): string[] {
  const suffix = String((index * 5 + 1) % 1000).padStart(3, '0')
  const both = [`+447700900${suffix}`, `+442079460${suffix}`].filter((number) => !keptFree.has(number))
  return hasLandline ? both : both.slice(0, 1)
}

export const phones = (all: readonly DemoMember[]): Phone[] => {
  const numbers = [...new Set(all.flatMap((each) => each.numbers))]
  // One telephone that is not safe, so that ringing it shows what is asked then.
  const atWork = numbers.find((number) => number.startsWith('+4420'))
  return numbers.map((number) => ({
    id: phoneId(number),
    number,
    optedOutAt: null,
    unsafeBecause: number === atWork ? 'a telephone at work that the manager answers' : null,
    createdAt: created,
  }))
}

export const phoneId = (number: string): string => `demo-phone-${number.slice(1)}`
