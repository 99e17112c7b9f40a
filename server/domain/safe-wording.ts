/**
 * Safe wording (F54): a text stands on a locked screen for whoever picks the telephone up. To a member who asked for
 * discretion nothing goes that says they belong to a union, or what their matter is, unless a person says why it must.
 *
 * The words are ours, from reading what unions text, as of 2026-11. A list never knows every word: it is there to make a
 * person look again, not to decide. Names of people, employers and places are not in it.
 */
const tellingWords: readonly RegExp[] = [
  /\b(?:trade )?unions?\b/g,
  /\b(?:shop )?stewards?\b/g,
  /\b(?:union |workplace )?reps?\b/g,
  /\bbranch (?:secretary|meeting|officer|official)s?\b/g,
  /\b(?:membership|subs|subscriptions?)\b/g,
  /\bmembers?\b/g,
  /\b(?:strike|strikes|striking|picket|ballot|ballots|industrial action)\b/g,
  /\b(?:tribunals?|acas|early conciliation|solicitors?|legal|court|claims?)\b/g,
  /\b(?:disciplinar(?:y|ies)|discipline|hearings?|suspended|suspension|investigat(?:ion|ory|ed))\b/g,
  /\b(?:grievances?|complaints?|bull(?:y|ied|ying)|harass(?:ed|ing|ment)?|discriminat(?:e|ed|ing|ion)|whistleblow(?:er|ing))\b/g,
  /\b(?:dismiss(?:al|als|ed)|sacked|redundan(?:t|cy|cies)|resign(?:ed|ation)?)\b/g,
  /\bcx[\s-]?\d{3,}(?:-[a-z])?\b/g,
]

/** The words of a text that tell too much, as they stand in it, each once, in their order. */
export function telling(body: string): string[] {
  const plain = body.toLowerCase()
  const found = tellingWords
    .flatMap((words) => [...plain.matchAll(words)])
    .map(({ index, 0: word }) => ({ index, word: body.slice(index, index + word.length) }))
    .toSorted((a, b) => a.index - b.index || b.word.length - a.word.length)
  const seen = new Set<string>()
  let end = 0
  return found.flatMap(({ index, word }) => {
    if (index < end || seen.has(word.toLowerCase())) return []
    end = index + word.length
    seen.add(word.toLowerCase())
    return [word]
  })
}
