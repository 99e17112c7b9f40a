/**
 * Typed characters that look plain and cost a text its 160: phones and word processors put them in. One curly
 * apostrophe halves what fits, because the whole text is then sent in a wider alphabet (GSM 03.38 and UCS-2).
 */
const plain: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '•': '-',
  '\u00a0': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '\t': ' ',
  '`': "'",
  '´': "'",
}

export const toPlain = (text: string): string =>
  Array.from(text, (character) => plain[character] ?? character).join('')
