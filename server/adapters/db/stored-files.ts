/** The bytes of kept files, piece by piece, from the reading connection. */
import type { Database } from './connect.ts'
import { statement } from './statement.ts'

const piece = statement('stored file piece', (k, p) =>
  k('stored_file_pieces')
    .select('content')
    .where({ file_id: p('fileId'), place: p('place') }),
)

export async function* storedBytes(
  { reader }: Pick<Database, 'reader'>,
  fileId: string,
): AsyncGenerator<Buffer> {
  for (let place = 0; ; place += 1) {
    const [row] = await reader.all(piece, { fileId, place })
    const content = new Map(Object.entries(row ?? {})).get('content')
    if (!Buffer.isBuffer(content)) return
    yield content
  }
}
