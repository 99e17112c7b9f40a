/**
 * What a console can have on its screen, by name. A console says which topics it shows and is told of those only; a
 * topic is also the name of its room. With an id for one thing (`case:0199…`), without for a list or a board.
 */

const lists = ['live', 'work', 'callbacks', 'cases', 'members', 'admin', 'alerts', 'openings'] as const
const things = ['contact', 'thread', 'case', 'member'] as const
export type TopicKind = (typeof lists)[number] | (typeof things)[number]

const pattern = new RegExp(`^(?:${lists.join('|')}|(?:${things.join('|')}):\\S{1,64})$`)
const isKind = (word: string): word is TopicKind => [...lists, ...things].some((kind) => kind === word)

/** The kind of a topic, or null when it is none: rooms have other names too. */
export const topicKind = (room: string): TopicKind | null => {
  const [kind = ''] = room.split(':', 1)
  return pattern.test(room) && isKind(kind) ? kind : null
}
