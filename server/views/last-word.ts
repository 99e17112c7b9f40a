import type { Knex } from 'knex'

/**
 * The id of the last word of a conversation, beside a row of `contacts`. Notes are for colleagues. A reply that nobody
 * wrote answers nobody: after one, the member still waits for a person.
 */
export const lastWord = (read: Knex): Knex.QueryBuilder =>
  read('messages as latest')
    .whereRaw('latest.thread_id = contacts.thread_id')
    .whereNot('latest.direction', 'note')
    .where((q) => void q.where('latest.direction', 'in').orWhereNotNull('latest.author_id'))
    .max('latest.id')
