/** Small files of every kind that tests of documents need, made anew: nothing is kept in the repository. */
import { ZipFile } from 'yazl'

export const pdfFile = (words = 'Letter'): Buffer =>
  Buffer.from(`%PDF-1.7\n1 0 obj <</Title (${words})>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n`, 'latin1')

/** What Windows runs: file-type and everybody else know it by its first two bytes. */
export const exeFile = (): Buffer => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300, 1)])

export const zipFile = async (entries: Record<string, string | Buffer>): Promise<Buffer> => {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  const pieces: Buffer[] = []
  for await (const piece of zip.outputStream) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

export const docxFile = (more: Record<string, string | Buffer> = {}): Promise<Buffer> =>
  zipFile({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    'word/document.xml': '<w:document><w:body><w:p>Dear member</w:p></w:body></w:document>',
    ...more,
  })
