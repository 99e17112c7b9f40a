/** A letter as a PDF: its words as they were typed, an empty line between paragraphs. */
import { taggedPdf } from './tagged-pdf.ts'

export const letterPdf = (words: string, { title, at }: { title: string; at: string }): Promise<Buffer> => {
  const pdf = taggedPdf({ title, about: 'Letter', footer: title, createdAt: at })
  pdf.heading(1, title)
  for (const each of words.replace(/\r\n?/g, '\n').split(/\n\s*\n/)) pdf.paragraph(each)
  return pdf.end()
}
