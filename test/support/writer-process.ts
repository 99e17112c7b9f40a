/** A process that writes until it is killed, saying each number on stdout only after its COMMIT: for a crash test. */
import { connect } from '../../server/adapters/db/connect.ts'

const [url = ''] = process.argv.slice(2)
const database = await connect(url)
const inFlight = 40
let next = 0

const write = async (): Promise<never> => {
  for (;;) {
    const number = (next += 1)
    await database.write(async (stores) => {
      await stores.inbox.remember(`crash:${number}:a`, String(number), '2026-11-23T09:03:00.000Z')
      await stores.inbox.remember(`crash:${number}:b`, String(number), '2026-11-23T09:03:00.000Z')
    })
    process.stdout.write(`${number}\n`)
  }
}
await Promise.all(Array.from({ length: inFlight }, write))
