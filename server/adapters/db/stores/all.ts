/** Every store of one transaction. There are none on a bare connection. */
import type { Stores } from '../../../commands/ports.ts'
import { eventsStore } from '../event-log.ts'
import { statement } from '../statement.ts'
import type { Transaction } from '../transaction.ts'
import { adviceStores } from './advice.ts'
import { alertsStore, dutyStore } from './alerts.ts'
import { authorityStores } from './authorities.ts'
import { callbackAttemptsStore, callbacksStore } from './callbacks.ts'
import { caseMoveStores } from './case-moves.ts'
import { casePeopleStores } from './case-people.ts'
import { caseTypeStores } from './case-types.ts'
import { aimsStore, caseEventsStore, casesStore, followUpsStore } from './cases.ts'
import { cohortTextStores } from './cohort-texts.ts'
import {
  callsStore,
  contactPartsStore,
  contactsStore,
  guestsStore,
  offersStore,
  recordingsStore,
} from './contacts.ts'
import { coverStores } from './cover.ts'
import { dataRightsStores } from './data-rights.ts'
import { deadlinesStore } from './deadlines.ts'
import { documentStores } from './documents.ts'
import { eligibilityStores } from './eligibility.ts'
import { groupStores } from './groups.ts'
import { handOverStores } from './hand-overs.ts'
import { holdStores } from './holds.ts'
import { texts } from './kept.ts'
import { knowledgeStores } from './knowledge.ts'
import { leadStores } from './leads.ts'
import { linesStore, queuesStore } from './lines-and-queues.ts'
import { listeningsStore } from './listenings.ts'
import { memberImportsStore } from './member-imports.ts'
import { membersStore, phonesStore } from './members.ts'
import { mergeStores } from './merges.ts'
import { needsStores } from './needs.ts'
import { optOutStores } from './opt-outs.ts'
import { peopleStore, presencesStore } from './people.ts'
import { placementStores } from './placements.ts'
import { referralStores } from './referrals.ts'
import { retentionStores } from './retention.ts'
import { savedViewStores } from './saved-views.ts'
import { sealStores } from './seals.ts'
import { targetStores } from './targets.ts'
import { templateStores } from './templates.ts'
import { termsStores } from './terms.ts'
import { messagesStore, picturesStore, threadsStore } from './texts.ts'
import { triageStores } from './triage.ts'
import { verificationStores } from './verifications.ts'

const inboxReply = statement('inbox reply', (k, p) =>
  k('webhook_inbox')
    .select('reply')
    .where({ key: p('key') }),
)
const inboxRemember = statement('inbox remember', (k, p) =>
  k('webhook_inbox').insert({ key: p('key'), reply: p('reply'), received_at: p('at') }),
)
const insertWallToken = statement('wall tokens insert', (k, p) =>
  k('wall_tokens').insert({ token_hash: p('tokenHash'), created_by: p('createdBy'), created_at: p('at') }),
)

export const storesOf = (transaction: Transaction): Stores => ({
  ...documentStores(transaction),
  ...placementStores(transaction),
  ...targetStores(transaction),
  ...templateStores(transaction),
  ...knowledgeStores(transaction),
  ...optOutStores(transaction),
  ...verificationStores(transaction),
  ...caseTypeStores(transaction),
  ...eligibilityStores(transaction),
  ...sealStores(transaction),
  ...authorityStores(transaction),
  ...coverStores(transaction),
  ...handOverStores(transaction),
  ...savedViewStores(transaction),
  ...casePeopleStores(transaction),
  ...cohortTextStores(transaction),
  ...triageStores(transaction),
  ...holdStores(transaction),
  ...termsStores(transaction),
  ...adviceStores(transaction),
  ...groupStores(transaction),
  ...caseMoveStores(transaction),
  ...mergeStores(transaction),
  ...retentionStores(transaction),
  ...needsStores(transaction),
  ...leadStores(transaction),
  ...referralStores(transaction),
  ...dataRightsStores(transaction),
  people: peopleStore(transaction),
  presences: presencesStore(transaction),
  lines: linesStore(transaction),
  queues: queuesStore(transaction),
  members: membersStore(transaction),
  phones: phonesStore(transaction),
  memberImports: memberImportsStore(transaction),
  contacts: contactsStore(transaction),
  calls: callsStore(transaction),
  recordings: recordingsStore(transaction),
  offers: offersStore(transaction),
  callbacks: callbacksStore(transaction),
  callbackAttempts: callbackAttemptsStore(transaction),
  contactParts: contactPartsStore(transaction),
  guests: guestsStore(transaction),
  listenings: listeningsStore(transaction),
  threads: threadsStore(transaction),
  messages: messagesStore(transaction),
  pictures: picturesStore(transaction),
  caseAims: aimsStore(transaction),
  cases: casesStore(transaction),
  caseEvents: caseEventsStore(transaction),
  followUps: followUpsStore(transaction),
  deadlines: deadlinesStore(transaction),
  events: eventsStore(transaction),
  alerts: alertsStore(transaction),
  duty: dutyStore(transaction),
  inbox: {
    reply: async (key) => (await texts(transaction, inboxReply, { key }, 'reply'))[0] ?? null,
    remember: async (key, reply, at) => {
      await transaction.run(inboxRemember, { key, reply, at })
    },
  },
  wall: {
    insert: async (tokenHash, createdBy, at) => {
      await transaction.run(insertWallToken, { tokenHash, createdBy, at })
    },
  },
})
