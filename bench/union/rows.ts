/**
 * The rows of a union of any size, the same for the same size: members with their numbers, cases of eight years, and the
 * contacts on them. Generated as they are asked for, so that memory stays flat however many there are.
 *
 * Names are as unevenly spread as real ones (a quarter of all members share 25 surnames), cases thicken towards today,
 * one in seven is open, and contacts lie on their case's member.
 */
import { DateTime } from 'luxon'

export interface Size {
  members: number
  cases: number
  contacts: number
}
/** The largest union of the country (https://www.unison.org.uk/about/, read 2026-11), and what it meets in eight years. */
export const nationalUnion: Size = { members: 1_400_000, cases: 1_000_000, contacts: 5_000_000 }

type Value = string | number | null
export interface Rows {
  readonly table: string
  readonly columns: readonly string[]
  rows(): Iterable<readonly Value[]>
}

/** Ids of what the demo union has already, which the rows refer to. */
export interface Base {
  now: string
  lineId: string
  queueIds: readonly string[]
  personIds: readonly string[]
}

const day = 86_400_000
const years = 8
const surnameStarts =
  'Ash Black Brad Brook Carl Clay Cran Dal Dun East Fair Far Glen Green Hamp Hart Has Hol Kirk Lang Lin Marsh Mil Nor Oak Pem Rad Red Shel Stan Stoke Thorn Wake Wat West Whit Win Wood Wor Yar'.split(
    ' ',
  )
const surnameEnds =
  'bridge brook bury by combe cott croft dale den don field ford gate ham hill hurst ington land ley low man more ridge sey shaw stead ton wall well wick worth'.split(
    ' ',
  )
const commonSurnames =
  'Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Khan Wright Walker White Green Hall Begum Thomas Singh Clarke Jackson Ali Hussain Murphy Campbell Evans'.split(
    ' ',
  )
const firstNames =
  'Aisha Alan Amina Andrew Angela Anne Anthony Bea Brian Carol Catherine Chloe Claire Daniel David Dawn Deborah Denise Diane Donna Elaine Emma Fatima Fiona Gareth Gary Grace Hannah Helen Ian Imran Jacqueline James Jane Janet Jean Joan John Joyce Julie Karen Kevin Laura Lesley Linda Lisa Lynne Margaret Maria Mark Mary Michael Mohammed Nicola Olu Pamela Patricia Paul Peter Priya Rachel Rebecca Richard Robert Ruth Sally Samuel Sarah Sharon Siobhan Stephen Susan Teresa Thomas Tracey Victoria Wendy Yusuf'.split(
    ' ',
  )
const topics =
  'Disciplinary hearing,Grievance about a manager,Rota changed without notice,Unpaid overtime,Sickness absence meeting,Redundancy consultation,Capability review,Bullying complaint,Holiday pay,Flexible working refused,Accident at work,Probation extended,Transfer to another employer,Maternity rights,Equal pay'.split(
    ',',
  )
const places =
  'Ward 4,the depot,the school kitchen,the call centre,home care,the library,the laundry,theatre 2,the town hall,the warehouse,reception,the bakery,school transport,the day centre,cleaning'.split(
    ',',
  )

/** A number from 0 up to, not including, 1 that is the same for the same two whole numbers. */
const chanceOf = (index: number, about: number): number => {
  let mixed = (Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(about, 0x85ebca6b)) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296
}
const pick = <T>(from: readonly T[], chance: number): T => from[Math.floor(chance * from.length)] as T

/** Sorts like its number, as our own ids sort by time. */
const idOf = (kind: string, index: number): string => `U${kind}${String(index).padStart(23, '0')}`

const namesOf = (index: number): { first: string; last: string } => ({
  first: pick(firstNames, chanceOf(index, 1)),
  last:
    chanceOf(index, 2) < 0.25
      ? pick(commonSurnames, chanceOf(index, 3))
      : pick(surnameStarts, chanceOf(index, 3)) + pick(surnameEnds, chanceOf(index, 4)),
})
/** Nine digits after +447: as many as there may be members, none of them dialled by anything here. */
const numberOf = (index: number): string => `+447${String(100_000_000 + index * 7).slice(-9)}`
const membershipNumberOf = (index: number): string => `M-${String(1_000_000 + index)}`

export const memberAt = (index: number) => ({
  id: idOf('M', index),
  ...namesOf(index),
  number: numberOf(index),
  membershipNumber: membershipNumberOf(index),
})
export const caseAt = (index: number) => ({ id: idOf('C', index), number: firstCase + index })
export const topicAt = (index: number): string => pick(topics, chanceOf(index, 12))
/** A word that stands in the notes of this call alone. */
export const letterAt = (index: number): string => `q${index.toString(36)}`
const noteAt = (index: number): string =>
  `Explained the steps and the dates: ${topicAt(index).toLowerCase()}. Letter ${letterAt(index)} is out. Will ring again.`
/** Above every case of the demo. */
const firstCase = 20_000

export function rowsOf(size: Size, base: Base): Rows[] {
  const now = Date.parse(base.now)
  // Dates are made a million times: a table of days is quicker than luxon.
  const instants = (ms: number) => new Date(ms).toISOString()
  const openedAt = (index: number) => now - years * 365 * day * (1 - (index + 1) / size.cases) - 60_000
  const isOpen = (index: number) => index > size.cases * 0.8 && chanceOf(index, 10) < 0.7
  const closedAt = (index: number) =>
    Math.min(now - 1000, openedAt(index) + (5 + 90 * chanceOf(index, 11)) * day)
  const memberOfCase = (index: number) => Math.floor(chanceOf(index, 13) * size.members)
  const joinedOn = (index: number) =>
    DateTime.fromMillis(now - Math.floor(chanceOf(index, 5) * 9000) * day, { zone: 'utc' }).toISODate() ?? ''

  return [
    {
      table: 'members',
      columns:
        'id membership_number first_name last_name email status joined_on branch_id workplace_id updated_at'.split(
          ' ',
        ),
      *rows() {
        for (let n = 0; n < size.members; n += 1) {
          const { id, first, last, membershipNumber } = memberAt(n)
          const email = `${membershipNumber.toLowerCase()}@members.branchline.test`
          const status = chanceOf(n, 6) < 0.93 ? 'Paid up' : 'In arrears'
          yield [id, membershipNumber, first, last, email, status, joinedOn(n), null, null, base.now]
        }
      },
    },
    {
      table: 'phones',
      columns: ['id', 'number', 'created_at'],
      *rows() {
        for (let n = 0; n < size.members; n += 1) yield [idOf('P', n), numberOf(n), base.now]
      },
    },
    {
      table: 'member_phones',
      columns: ['member_id', 'phone_id'],
      *rows() {
        for (let n = 0; n < size.members; n += 1) yield [idOf('M', n), idOf('P', n)]
      },
    },
    {
      table: 'cases',
      columns:
        'id number member_id title kind status owner_id opened_at updated_at last_contact_at closed_at'.split(
          ' ',
        ),
      *rows() {
        for (let n = 0; n < size.cases; n += 1) {
          const { id, number } = caseAt(n)
          const opened = instants(openedAt(n))
          const closed = isOpen(n) ? null : instants(closedAt(n))
          const changed = closed ?? instants(now - Math.floor(chanceOf(n, 14) * 40 * day))
          const owner = chanceOf(n, 15) < 0.02 ? null : pick(base.personIds, chanceOf(n, 16))
          const title = `${topicAt(n)}, ${pick(places, chanceOf(n, 17))}`
          const status = closed === null ? 'open' : 'closed'
          yield [
            id,
            number,
            idOf('M', memberOfCase(n)),
            title,
            'discipline',
            status,
            owner,
            opened,
            changed,
            changed,
            closed,
          ]
        }
      },
    },
    {
      table: 'contacts',
      columns:
        'id channel state result line_id queue_id caller_number member_id case_id case_rule case_words case_linked_at agent_id need started_at waiting_since connecting_at connected_at ended_at ended_by handled_at notes reason outcome'.split(
          ' ',
        ),
      *rows() {
        for (let n = 0; n < size.contacts; n += 1) {
          // In the order of time, so that ids and instants sort alike; on a case that was open about then.
          const about = Math.floor((n / size.contacts) * size.cases)
          const caseIndex = Math.max(0, about - Math.floor(chanceOf(n, 20) ** 3 * size.cases * 0.02))
          const member = memberOfCase(caseIndex)
          const started = now - years * 365 * day * (1 - n / size.contacts) - 3_600_000
          const isAnswered = chanceOf(n, 21) < 0.91
          const connected = isAnswered ? instants(started + 90_000) : null
          const ended = instants(started + 120_000 + Math.floor(chanceOf(n, 22) * 900_000))
          yield [
            idOf('K', n),
            'voice',
            'ended',
            isAnswered ? 'answered' : 'abandoned',
            base.lineId,
            pick(base.queueIds, chanceOf(n, 23)),
            numberOf(member),
            idOf('M', member),
            idOf('C', caseIndex),
            'only-open-case',
            'joined: only open case',
            instants(started),
            isAnswered ? pick(base.personIds, chanceOf(n, 24)) : null,
            'A case you already have with us',
            instants(started),
            instants(started + 30_000),
            connected,
            connected,
            ended,
            'member',
            // Whoever gave up was rung back, all but those of the last days.
            isAnswered || n < size.contacts * 0.999 ? ended : null,
            isAnswered ? noteAt(n) : '',
            isAnswered ? 'discipline' : null,
            isAnswered ? 'advice-given' : null,
          ]
        }
      },
    },
  ]
}
