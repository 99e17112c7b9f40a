import { isRefused, type Refused } from '../contract/refusals.ts'
import { dayInWords } from '../domain/deadlines/day.ts'
import { askToPostpone, requestSent } from '../domain/deadlines/deadline.ts'
import { endOfToday } from '../domain/deadlines/hand-date.ts'
import { isWorkingDayIn } from '../domain/working-day.ts'
import { addDocument, startFile } from './add-document.ts'
import { addCaseFollowUp } from './case-support.ts'
import { endTask, taskOf } from './deadline-reminders.ts'
import { findDeadline, keepDeadline, todayOf } from './deadline-support.ts'
import type { Env, Stores } from './ports.ts'

/** The companion cannot come to a hearing: the letter is kept on the case, and sending it is a task of today. */
export async function askPostponement(
  stores: Stores,
  env: Env,
  input: {
    deadlineId: string
    version: number
    personId: string
    offeredOn: string
    /** The letter as a PDF, made beforehand. */
    letter: { content: Buffer; sha256: string }
  },
): Promise<{ caseId: string } | Refused> {
  const found = await findDeadline(stores, input)
  if (isRefused(found)) return found
  const { offeredOn, personId } = input
  const asked = (made: { documentId: string; taskId: string }) =>
    askToPostpone(
      found,
      { id: env.ids.next(), offeredOn, madeBy: personId, madeAt: env.now, ...made },
      { today: todayOf(env), isWorkingDay: isWorkingDayIn(found.facts.nation) },
    )
  const may = asked({ documentId: '', taskId: '' })
  if ('refused' in may) return { refused: may.refused }
  const hearing = dayInWords(found.limitOn)
  const { content, sha256 } = input.letter
  const { fileId } = await startFile(stores, env, { bytes: content.length, sha256 })
  await stores.storedFiles.addPiece({ fileId, place: 0, content })
  const added = await addDocument(stores, env, {
    caseId: found.caseId,
    personId,
    documentId: null,
    title: `Request to postpone the hearing of ${hearing}`,
    fulfils: null,
    note: `Offers ${dayInWords(offeredOn)}`,
    fileId,
    file: {
      fileName: `request-to-postpone-${found.limitOn}.pdf`,
      contentType: 'application/pdf',
      kind: 'pdf',
      bytes: content.length,
      sha256,
      isScanned: false,
    },
  })
  if (isRefused(added)) return added
  const events = await addCaseFollowUp(stores, env, {
    caseId: found.caseId,
    what: `Send the request to postpone the hearing of ${hearing}, and write down how it went out.`,
    dueAt: endOfToday(env.now),
    ownerId: personId,
  })
  await stores.events.append(events, { actor: env.actor, at: env.now })
  const decided = asked({ documentId: added.documentId, taskId: taskOf(events) })
  const requestId = 'next' in decided ? (decided.next.requests.at(-1)?.id ?? '') : ''
  return keepDeadline(stores, env, decided, {
    heading: 'Request to postpone a hearing drafted',
    body: () => `${hearing}: ${dayInWords(offeredOn)} is offered instead.`,
    event: ({ id, caseId }) => ({
      type: 'deadline.postponement-asked',
      caseId,
      deadlineId: id,
      requestId,
    }),
  })
}

/** The letter went out, with how. The hearing stays on its day until the employer answers. */
export async function notePostponementSent(
  stores: Stores,
  env: Env,
  input: { deadlineId: string; version: number; personId: string; requestId: string; how: string },
): Promise<{ caseId: string } | Refused> {
  const found = await findDeadline(stores, input)
  if (isRefused(found)) return found
  const { requestId, how, personId } = input
  const decided = requestSent(found, { requestId, how, by: personId, at: env.now })
  const request = found.requests.find(({ id }) => id === requestId)
  if ('next' in decided && request !== undefined)
    await endTask(stores, env, { caseId: found.caseId, taskId: request.taskId })
  return keepDeadline(stores, env, decided, {
    heading: 'Request to postpone a hearing sent',
    body: () => how.trim(),
    event: ({ id, caseId }) => ({ type: 'deadline.postponement-sent', caseId, deadlineId: id, requestId }),
  })
}
