import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { CallPersonView } from '../contract/phone-views.ts'
import { isOpen } from '../domain/guest.ts'
import type { Contact, Guest } from '../domain/records.ts'
import { personBriefs } from './briefs.ts'
import type { ViewDeps } from './view-deps.ts'

/** Guests of a contact who are on their way in or in the call, in the order they were asked. */
export async function openGuestsOf({ read }: ViewDeps, contactId: string): Promise<Guest[]> {
  const rows: unknown[] = await selectFrom(read, tables.guests)
    .where({ contact_id: contactId })
    .orderBy(['asked_at', 'id'])
  return rows.map((row) => tables.guests.decode(row)).filter(isOpen)
}

/** Everybody in the call by name: the member, its agent, and who was asked in. */
export async function callPeople(
  deps: ViewDeps,
  contact: Contact,
  input: { callerTitle: string; guests: readonly Guest[]; forPersonId: string },
): Promise<CallPersonView[]> {
  const agentName =
    contact.agentId === null
      ? null
      : (await personBriefs(deps.read, [contact.agentId])).get(contact.agentId)?.name
  // Parked, an outside number may keep them company until the agent is back.
  const isKeptCompany =
    contact.state === 'parked' &&
    input.guests.some((guest) => guest.kind === 'outside' && guest.state === 'talking')
  const isTalking = contact.state === 'connected' || contact.state === 'outside' || isKeptCompany
  const isMine = contact.agentId === input.forPersonId
  return [
    {
      guestId: null,
      kind: 'member',
      name: input.callerTitle,
      state: isTalking && contact.heldSince === null ? 'talking' : 'held',
      isYou: false,
      isMuted: false,
      mayManage: false,
    },
    ...(agentName && contact.state !== 'outside'
      ? [
          {
            guestId: null,
            kind: 'agent' as const,
            name: agentName,
            state: contact.state === 'connected' ? ('talking' as const) : ('joining' as const),
            isYou: isMine,
            isMuted: false,
            mayManage: false,
          },
        ]
      : []),
    ...input.guests.flatMap((guest): CallPersonView[] =>
      guest.state === 'gone'
        ? []
        : [
            {
              guestId: guest.id,
              kind: guest.kind,
              name: guest.name,
              state: guest.state,
              isYou: guest.personId === input.forPersonId,
              isMuted: guest.muted,
              mayManage: isMine,
            },
          ],
    ),
  ]
}
