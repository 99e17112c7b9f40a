/**
 * `npm run user:create -- --email jo@union.org --name "Jo Field" --roles administrator,supervisor [--skills advice]`
 * The first person of a new union. The password is asked for, or read from standard input; never from the command line,
 * where every process of the machine could read it.
 */
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { hash } from '@node-rs/argon2'
import { connect } from '../server/adapters/db/connect.ts'
import { statement } from '../server/adapters/db/statement.ts'
import { storesOf } from '../server/adapters/db/stores/all.ts'
import { createIds } from '../server/adapters/system/ids.ts'
import { isRole } from '../server/domain/permissions.ts'
import { loadEnvFile } from '../server/env-file.ts'

const shortestPassword = 12
const insertRole = statement('user create role', (k, p) =>
  k('person_roles').insert({ person_id: p('personId'), role: p('role') }),
)
const insertSkill = statement('user create skill', (k, p) =>
  k('person_skills').insert({ person_id: p('personId'), skill: p('skill') }),
)

const listOf = (text: string | undefined): string[] =>
  (text ?? '').split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]))

const initialsOf = (name: string): string => {
  const words = name.split(/\s+/).filter((word) => word !== '')
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => word?.charAt(0) ?? '')
  return letters.join('').toUpperCase()
}

const askPassword = async (): Promise<string> => {
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await lines.question(`Password (at least ${shortestPassword} characters): `)
  lines.close()
  return answer.trim()
}

const main = async (): Promise<string> => {
  loadEnvFile()
  const { values } = parseArgs({
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      roles: { type: 'string', default: 'administrator' },
      skills: { type: 'string' },
    },
  })
  const email = values.email?.trim().toLowerCase() ?? ''
  const name = values.name?.trim() ?? ''
  const roles = listOf(values.roles)
  const problems = [
    ...(/^\S+@\S+$/.test(email) ? [] : ['--email is missing or is none']),
    ...(name === '' ? ['--name is missing'] : []),
    ...roles.filter((role) => !isRole(role)).map((role) => `there is no role ${role}`),
  ]
  if (problems.length > 0) throw new Error(problems.join('\n'))
  const password = await askPassword()
  if (password.length < shortestPassword)
    throw new Error(`The password needs at least ${shortestPassword} characters.`)

  const database = await connect(process.env['DATABASE_URL'] || 'sqlite:data/branchline.sqlite')
  try {
    await database.migrate()
    const id = createIds().next()
    const passwordHash = await hash(password)
    await database.transact(async (transaction) => {
      const stores = storesOf(transaction)
      if (await stores.people.byEmail(email)) throw new Error(`${email} is there already.`)
      await stores.people.insert({
        id,
        email,
        name,
        initials: initialsOf(name),
        passwordHash,
        createdAt: new Date().toISOString(),
        leftAt: null,
      })
      for (const role of roles) await transaction.run(insertRole, { personId: id, role })
      for (const skill of listOf(values.skills)) await transaction.run(insertSkill, { personId: id, skill })
    })
    return `${name} can sign in as ${email} (${roles.join(', ')}).`
  } finally {
    await database.close()
  }
}

main().then(console.log, (error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
