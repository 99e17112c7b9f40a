// A case's human reference (F72): CX-10482, in full CX-10482-U.
//
// CX-10482 is the name everywhere. The check character goes with it when it is spoken, texted or written by hand,
// and is optional when it comes back. It is the number's remainder by 23 as a letter (the method of Spanish identity
// cards, Orden INT/2058/2008): 23 is prime and no digit difference nor power of ten is a multiple of it, so every
// single wrong digit and every two swapped digits give another letter. I, O and S are left out: they look like 1, 0, 5.

const checkLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ'
const dashes = /[\u2010-\u2015\u2212]/g

// "CX-10482", "cx 10482u", "case no. 10482", "ref: CX10482-U", or a bare number with its letter, "10482-U".
// A letter that touches the number is a check character; one after a space is only if it fits ("CX-10482 a meeting").
const written =
  /(?<![a-z0-9])(?:(?<prefix>c\s?x[\s#:.-]{0,3}|(?:ref|reference|case)(?:\s?(?:no|number))?[\s#:.]{1,3}(?:c\s?x[\s#:.-]{0,3})?)?)(?<number>[1-9]\d{0,8})(?!\d)(?:-?(?<touching>[a-z])(?![a-z0-9])| (?<apart>[a-z])(?![a-z0-9]))?(?![a-z0-9])/gi

export const formatReference = (caseNumber: number): string => `CX-${caseNumber}`

/** One capital letter for a case number of at least 1. */
export const checkCharacter = (caseNumber: number): string =>
  checkLetters.charAt(caseNumber % checkLetters.length)

/** For a text, a letter or a voice: CX-10482-U. */
export const fullReference = (caseNumber: number): string =>
  `${formatReference(caseNumber)}-${checkCharacter(caseNumber)}`

/** What a voice says: 'C X, 1 0 4 8 2, U'. */
export const spokenReference = (caseNumber: number): string =>
  `C X, ${String(caseNumber).split('').join(' ')}, ${checkCharacter(caseNumber)}`

/**
 * The references in free text, as 'CX-10482', each once, in the order they appear. A wrong check character rejects
 * the reference; a bare number counts only with the right one. Whether such a case exists is for others to say.
 */
export const findReferences = (text: string): string[] => {
  const found = new Set<string>()
  for (const { groups } of text.normalize('NFKC').replace(dashes, '-').matchAll(written)) {
    const caseNumber = Number(groups?.number)
    const touching = groups?.touching?.toUpperCase()
    const isChecked = touching === checkCharacter(caseNumber)
    if (touching !== undefined && !isChecked) continue
    // Small numbers are everywhere ("case 2", "5a"): they need the CX.
    const isNamed = /x/i.test(groups?.prefix ?? '')
    if (!isNamed && caseNumber < 1000) continue
    if (isChecked || groups?.prefix) found.add(formatReference(caseNumber))
  }
  return [...found]
}
