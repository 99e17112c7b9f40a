/**
 * A PDF that a screen reader can read: language, title, headings, paragraphs and tables as a structure tree, bookmarks,
 * and page numbers that are told to be decoration (PDF 1.7, tagged; what PDF/UA asks for first).
 *
 * The letters are those every PDF reader has, which know Western Europe's. Another letter is drawn without its accent,
 * or as a question mark; what was meant stands beside it for screen readers and for copying (ActualText).
 */
import PDFDocument from 'pdfkit'

export interface TaggedPdf {
  heading(level: 1 | 2 | 3, words: string): void
  paragraph(words: string): void
  /** A table whose first column names its rows, or, with `head`, one with named columns. */
  table(rows: readonly (readonly string[])[], head?: readonly string[]): void
  /** The whole file. */
  end(): Promise<Buffer>
}

const margin = 56
const ink = '#161D26'
const soft = '#414C59'
const line = '#D8DDE4'
const sizes = { 1: 20, 2: 14, 3: 11.5 } as const
const body = 10.5

/** What Windows-1252, the alphabet of the standard fonts, has beyond Latin-1. */
const beyondLatin1 = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')
const isDrawable = (letter: string): boolean => {
  const code = letter.codePointAt(0) ?? 0
  return code === 10 || (code >= 32 && code < 127) || (code >= 160 && code < 256) || beyondLatin1.has(letter)
}
/** What can be drawn of these words. "Łukasz, tŷ" → "Lukasz, ty" */
export const drawable = (words: string): string =>
  Array.from(words.normalize('NFC').replace(/\r\n?/g, '\n').replace(/\t/g, ' '), (letter) => {
    if (isDrawable(letter)) return letter
    const bare = (strokes[letter] ?? letter).normalize('NFD').replace(/[\u0300-\u036f]/g, '')
    return bare !== '' && Array.from(bare).every(isDrawable) ? bare : '?'
  }).join('')
const strokes: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  ħ: 'h',
  '‑': '-',
  '−': '-',
}

export function taggedPdf({
  title,
  about,
  footer,
  createdAt,
}: {
  title: string
  about: string
  /** At the foot of every page, before its number. */
  footer: string
  createdAt: string
}): TaggedPdf {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: margin, bottom: margin + 12, left: margin, right: margin },
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, Subject: about, Creator: 'Branchline', CreationDate: new Date(createdAt) },
  })
  const pieces: Buffer[] = []
  const finished = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (piece: Buffer) => pieces.push(piece))
    pdf.once('end', () => resolve(Buffer.concat(pieces)))
    pdf.once('error', reject)
  })
  const whole = pdf.struct('Document')
  pdf.addStructure(whole)
  const width = pdf.page.width - 2 * margin
  const bottom = () => pdf.page.height - margin - 12
  const actual = (words: string) => (drawable(words) === words ? {} : { actual: words })
  const shelves: PDFKit.PDFOutline[] = [pdf.outline]

  const heading: TaggedPdf['heading'] = (level, words) => {
    if (pdf.y > bottom() - 60) pdf.addPage()
    if (level > 1) pdf.y += level === 2 ? 12 : 6
    const shelf = shelves[level - 1] ?? pdf.outline
    shelves.length = level
    shelves.push(shelf.addItem(words, { expanded: level === 1 }))
    whole.add(
      pdf.struct(`H${level}`, { title: words, ...actual(words) }, () => {
        pdf.font('Helvetica-Bold').fontSize(sizes[level]).fillColor(ink)
        pdf.text(drawable(words), margin, pdf.y, { width })
      }),
    )
    pdf.y += level === 1 ? 8 : 3
  }

  const paragraph: TaggedPdf['paragraph'] = (words) => {
    if (words.trim() === '') return
    whole.add(
      pdf.struct('P', actual(words), () => {
        pdf.font('Helvetica').fontSize(body).fillColor(ink)
        pdf.text(drawable(words), margin, pdf.y, { width, lineGap: 2 })
      }),
    )
    pdf.y += 5
  }

  const table: TaggedPdf['table'] = (rows, head) => {
    if (rows.length === 0) return
    const columns = Math.max(head?.length ?? 0, ...rows.map((row) => row.length))
    const shares = head === undefined && columns === 2 ? [0.28, 0.72] : Array(columns).fill(1 / columns)
    const widths = shares.map((share) => share * width)
    const built = pdf.struct('Table')
    whole.add(built)
    const drawRow = (cells: readonly string[], isHead: boolean) => {
      const fontOf = (column: number) =>
        isHead || (head === undefined && column === 0) ? 'Helvetica-Bold' : 'Helvetica'
      const heights = widths.map((cell, column) => {
        pdf.font(fontOf(column)).fontSize(body)
        return pdf.heightOfString(drawable(cells[column] ?? ''), { width: cell - 8, lineGap: 1 })
      })
      const height = Math.max(...heights) + 8
      if (pdf.y + Math.min(height, 200) > bottom()) pdf.addPage()
      const top = pdf.y
      const row = pdf.struct('TR')
      built.add(row)
      let x = margin
      let lowest = top
      const page = pdf.bufferedPageRange().count
      for (const [column, cell] of widths.entries()) {
        const words = cells[column] ?? ''
        const isNaming = isHead || (head === undefined && column === 0)
        const drawnCell = pdf.struct(isNaming ? 'TH' : 'TD', actual(words), () => {
          pdf
            .font(fontOf(column))
            .fontSize(body)
            .fillColor(isHead ? soft : ink)
          pdf.text(drawable(words), x, top + 4, { width: cell - 8, lineGap: 1 })
        })
        if (isNaming) attributesOf(drawnCell)['A'] = scope(isHead ? 'Column' : 'Row')
        row.add(drawnCell)
        lowest = Math.max(lowest, pdf.y)
        if (pdf.bufferedPageRange().count > page) lowest = pdf.y
        x += cell
      }
      row.end()
      pdf.markContent('Artifact', { type: 'Layout' })
      pdf
        .moveTo(margin, lowest + 3)
        .lineTo(margin + width, lowest + 3)
        .lineWidth(0.5)
        .strokeColor(line)
        .stroke()
      pdf.endMarkedContent()
      pdf.x = margin
      pdf.y = lowest + 5
    }
    if (head !== undefined) drawRow(head, true)
    for (const row of rows) drawRow(row, false)
    built.end()
    pdf.y += 6
  }

  return {
    heading,
    paragraph,
    table,
    end: () => {
      whole.end()
      const { start, count } = pdf.bufferedPageRange()
      for (let index = start; index < start + count; index += 1) {
        pdf.switchToPage(index)
        // Text below the margin would open another page.
        pdf.page.margins.bottom = 0
        pdf.markContent('Artifact', { type: 'Pagination' })
        pdf.font('Helvetica').fontSize(8).fillColor(soft)
        pdf.text(
          drawable(`${footer} · page ${index + 1} of ${count}`),
          margin,
          pdf.page.height - margin + 6,
          {
            width,
            lineBreak: false,
          },
        )
        pdf.endMarkedContent()
      }
      pdf.end()
      return finished
    },
  }
}

/** For whom a cell of a table is the heading. */
const scope = (of: 'Row' | 'Column') => ({ O: 'Table', Scope: of })

/** The library has no option for attributes of an element; its dictionary is where they stand (PDF 1.7, 14.7.5). */
const attributesOf = (element: PDFKit.PDFStructureElement): Record<string, unknown> =>
  (element as unknown as { dictionary: { data: Record<string, unknown> } }).dictionary.data
