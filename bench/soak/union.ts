/** The demo's union with lines that never close, and as many agents as the soak wants beside its people. */
import { hash } from '@node-rs/argon2'
import { connect } from '../../server/adapters/db/connect.ts'
import { seedDemo } from '../../server/adapters/db/seed/demo.ts'
import { statement } from '../../server/adapters/db/statement.ts'
import { storesOf } from '../../server/adapters/db/stores/all.ts'
import { newPerson } from '../../server/domain/person.ts'

export const agentPassword = 'only for the soak'
export const agentName = (at: number) => `soak-agent-${at + 1}`
export const agentEmail = (at: number) => `${agentName(at)}@soak.branchline.test`

const insertRole = statement('soak role', (k, p) =>
  k('person_roles').insert({ person_id: p('personId'), role: p('role') }),
)
const insertSkill = statement('soak skill', (k, p) =>
  k('person_skills').insert({ person_id: p('personId'), skill: p('skill') }),
)

export async function foundUnion(databaseUrl: string, agents: number): Promise<void> {
  const database = await connect(databaseUrl)
  try {
    await database.migrate()
    const now = new Date().toISOString()
    await seedDemo(database, { now, alwaysOpen: true })
    const passwordHash = await hash(agentPassword)
    await database.transact(async (transaction) => {
      const stores = storesOf(transaction)
      for (let at = 0; at < agents; at += 1) {
        const id = agentName(at)
        await stores.people.insert(
          newPerson({ id, email: agentEmail(at), name: `Agent ${at + 1}`, passwordHash, createdAt: now }),
        )
        await transaction.run(insertRole, { personId: id, role: 'agent' })
        for (const skill of ['advice', 'casework', 'membership'])
          await transaction.run(insertSkill, { personId: id, skill })
      }
    })
  } finally {
    await database.close()
  }
}
