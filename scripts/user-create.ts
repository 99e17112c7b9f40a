/**
 * `npm run user:create -- --email jo@union.org --name "Jo Field" --roles administrator,supervisor [--skills advice]`
 * The first person of a new union. The password is asked for, or read from standard input; never from the command line,
 * where every process of the machine could read it.
 */
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { hash } from '@node-rs/argon2'
import { connect } from '../server/adapters/db/connect.ts'
import { storesOf } from '../server/adapters/db/stores/all.ts'
import { createIds } from '../server/adapters/system/ids.ts'
import { isRole } from '../server/domain/permissions.ts'
import { newPerson, shortestPassword } from '../server/domain/person.ts'
import { loadEnvFile } from '../server/env-file.ts'

/** Somebody who can do it well, without being the one whom others ask. */
const usualLevel = 3

const listOf = (text: string | undefined): string[] =>
  (text ?? '').split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]))

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
      await stores.people.insert(
        newPerson({ id, email, name, passwordHash, createdAt: new Date().toISOString() }),
      )
      await stores.people.setRoles(id, roles)
      await stores.people.setSkills(
        id,
        Object.fromEntries(listOf(values.skills).map((skill) => [skill, usualLevel])),
      )
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
