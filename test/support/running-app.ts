/** The whole server on a port of its own and an empty database of its own, with a clock that only moves when pushed. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import { connect, type Database } from '../../server/adapters/db/connect.ts'
import { statement } from '../../server/adapters/db/statement.ts'
import { createIds } from '../../server/adapters/system/ids.ts'
import { createLog } from '../../server/adapters/system/log.ts'
import { createApp } from '../../server/app.ts'
import type { Clock } from '../../server/commands/ports.ts'
import { type Config, readConfig, simulatorCredentials } from '../../server/config.ts'
import type { Role } from '../../server/domain/permissions.ts'
import { newPerson } from '../../server/domain/person.ts'

export const password = 'correct horse battery staple'
// Cheap on purpose: the strength of the hash is not what these tests are about.
const passwordHash = hash(password, { memoryCost: 1024, timeCost: 1, parallelism: 1 })

const insertRole = statement('test person role', (k, p) =>
  k('person_roles').insert({ person_id: p('personId'), role: p('role') }),
)
const insertSkill = statement('test person skill', (k, p) =>
  k('person_skills').insert({ person_id: p('personId'), skill: p('skill'), level: 3 }),
)

export interface TestPerson {
  id: string
  email: string
  roles: readonly Role[]
  skills?: readonly string[]
}
export const emailOf = (id: string) => `${id}@union.test`

/** One person of each role, named after it, and a second agent. */
export const onePersonPerRole: TestPerson[] = [
  ...(
    ['agent', 'supervisor', 'official', 'administrator', 'data-protection', 'agents-rep', 'branch'] as const
  ).map((role) => ({
    id: role,
    email: emailOf(role),
    roles: [role],
    skills: role === 'agent' ? ['advice'] : [],
  })),
  { id: 'second-agent', email: emailOf('second-agent'), roles: ['agent'], skills: ['advice'] },
]

export const addPeople = async (database: Database, people: readonly TestPerson[]): Promise<void> => {
  const secret = await passwordHash
  for (const { id, email, roles, skills } of people) {
    await database.write((stores) =>
      stores.people.insert(
        newPerson({
          id,
          email,
          name: `${id} Person`,
          initials: id.slice(0, 2).toUpperCase(),
          passwordHash: secret,
          createdAt: '2026-01-05T09:00:00.000Z',
        }),
      ),
    )
    await database.transact(async (transaction) => {
      for (const role of roles) await transaction.run(insertRole, { personId: id, role })
      for (const skill of skills ?? []) await transaction.run(insertSkill, { personId: id, skill })
    })
  }
}

export interface TestClock extends Clock {
  push(ms: number): void
}
export const testClock = (start = '2026-11-23T10:00:00.000Z'): TestClock => {
  let ms = Date.parse(start)
  return {
    now: () => new Date(ms).toISOString(),
    push: (by) => {
      ms += by
    },
  }
}

export const testConfig = (databaseUrl: string): Config => {
  const result = readConfig({
    ...simulatorCredentials,
    PORT: '0',
    PUBLIC_URL: 'http://branchline.test',
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: 'a secret only for tests, long enough',
    // Nothing listens there: a test that reaches out fails at once instead of telephoning somebody.
    TWILIO_API_BASE_URL: 'http://127.0.0.1:9',
    TWILIO_VOICE_SIGNALLING_URL: 'ws://127.0.0.1:9',
    LOG_LEVEL: 'silent',
  })
  if ('problems' in result) throw new Error(result.problems.join('; '))
  return result.config
}

export const runningApp = async (
  options: {
    databaseUrl?: string
    people?: readonly TestPerson[]
    prepare?: (database: Database) => Promise<void>
  } = {},
) => {
  const folder = await mkdtemp(join(tmpdir(), 'branchline-test-'))
  const databaseUrl = options.databaseUrl ?? `sqlite:${join(folder, 'test.sqlite')}`
  const before = await connect(databaseUrl)
  await before.migrate()
  await addPeople(before, options.people ?? onePersonPerRole)
  await options.prepare?.(before)
  await before.close()

  const clock = testClock()
  const start = async () => {
    const app = await createApp({
      config: testConfig(databaseUrl),
      clock,
      ids: createIds(),
      log: createLog('silent'),
    })
    const port = await app.listen()
    return { app, url: `http://127.0.0.1:${port}` }
  }
  let current = await start()
  return {
    clock,
    databaseUrl,
    app: () => current.app,
    url: () => current.url,
    /** As after a crash or an update: same database, everything in memory gone. */
    restart: async () => {
      await current.app.close()
      current = await start()
    },
    close: async () => {
      await current.app.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type RunningApp = Awaited<ReturnType<typeof runningApp>>
