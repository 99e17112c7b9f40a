import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { VerificationView } from '../contract/verification-views.ts'
import { factQuestions, factWords, levelWords, verifiedActionWords } from '../contract/verification-words.ts'
import { mayWith } from '../domain/authority.ts'
import { isRungByUs } from '../domain/contact.ts'
import type { Contact } from '../domain/records.ts'
import {
  type Fact,
  factsNeeded,
  hidesMembership,
  levelFor,
  mayAt,
  numberMatch,
  rightOnes,
  type VerifiedAction,
  wrongAtMost,
} from '../domain/verification.ts'
import { speakersOf, todayInLondon } from './authority-views.ts'
import { memberBriefs } from './briefs.ts'
import { type ViewDeps, when } from './view-deps.ts'

const actions = Object.keys(levelFor) as VerifiedAction[]

/** How sure we are who is on the line, and what is asked; null for texts, where nobody is. */
export async function verificationView(
  deps: ViewDeps,
  contact: Contact,
  forPersonId: string,
): Promise<VerificationView | null> {
  if (contact.channel !== 'voice') return null
  const { read } = deps
  const row: unknown = await selectFrom(read, tables.verifications).where({ contact_id: contact.id }).first()
  const verification = row ? tables.verifications.decode(row) : null
  const brief = (await memberBriefs(read, [verification?.memberId ?? null])).get(verification?.memberId ?? '')
  const open = verification?.asked.find(({ state }) => state === 'open')
  const level = contact.verifiedLevel
  const { speaker, choices } = await speakersOf(deps, contact)
  const at = { today: todayInLondon(deps), caseId: contact.caseId }
  const isMine = contact.agentId === forPersonId
  const isOn = contact.state !== 'ended'
  const asked = verification?.asked.filter(({ state }) => state !== 'open') ?? []
  const isLocked = (verification?.lockedAt ?? null) !== null && level < 2
  const mayAsk = (allowed: boolean, reason: Parameters<typeof when>[1]) =>
    when(isMine && isOn && allowed, !isMine ? 'not-yours' : isOn ? reason : 'call-ended')
  return {
    level,
    words: levelWords(level),
    isMembershipHidden: hidesMembership(contact),
    about: brief
      ? {
          memberId: brief.id,
          name: brief.name,
          branch: brief.branch,
          isKeyed: verification?.asked.some(({ keyed }) => keyed === true) ?? false,
        }
      : null,
    question: open && isMine && isOn ? { fact: open.fact, words: factQuestions[open.fact] } : null,
    answers: asked.map(({ fact, state }) => ({
      words: factWords[fact satisfies Fact],
      isRight: state === 'right',
    })),
    right: verification ? rightOnes(verification).length : 0,
    needed: factsNeeded,
    wrongLeft: Math.max(0, wrongAtMost - asked.filter(({ state }) => state === 'wrong').length),
    isLocked,
    may: actions.map((action) => ({
      words: verifiedActionWords[action],
      isAllowed: mayAt(level, action) && (speaker === null || mayWith(speaker, action, at)),
      unless:
        speaker === null || mayWith(speaker, action, at)
          ? `from level ${levelFor[action]}`
          : `not with ${speaker.name}`,
    })),
    speaker: choices.find(({ id }) => id === speaker?.id) ?? null,
    speakers: choices,
    actions: {
      begin: mayAsk(level < 2 && !isLocked, isLocked ? 'verification-locked' : 'already-verified'),
      answer: mayAsk(open !== undefined, 'not-asked'),
      rangBack: mayAsk(
        level < 3 &&
          isRungByUs(contact) &&
          contact.connectedAt !== null &&
          (await isTheirNumber(deps, contact)),
        level === 3 ? 'already-verified' : isRungByUs(contact) ? 'not-their-number' : 'not-rung-back',
      ),
    },
  }
}

async function isTheirNumber({ read }: ViewDeps, contact: Contact): Promise<boolean> {
  if (contact.callerNumber === null || contact.memberId === null) return false
  const owners: { memberId: string; label: string; unsafeBecause: string | null }[] = await read('phones')
    .join('member_phones', 'member_phones.phone_id', 'phones.id')
    .where('phones.number', contact.callerNumber)
    .select({
      memberId: 'member_phones.member_id',
      label: 'member_phones.label',
      unsafeBecause: 'phones.unsafe_because',
    })
  return owners[0]?.memberId === contact.memberId && numberMatch(owners, owners[0] ?? null) === 1
}
