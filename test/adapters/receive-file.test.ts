import { chmod, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect } from 'chai'
import { piecesOf, receiveFile } from '../../server/adapters/files/receive-file.ts'
import { virusCheck } from '../../server/adapters/files/virus-check.ts'
import { mostDocumentBytes } from '../../server/domain/documents/document.ts'
import { temporaryFolder } from '../support/databases.ts'
import { docxFile, exeFile, pdfFile, zipFile } from '../support/sample-files.ts'

const receive = (bytes: Buffer | Readable, fileName: string, command: string[] | null = null) =>
  receiveFile(
    { virusCheck: command && virusCheck(command), mostBytes: mostDocumentBytes },
    { source: Buffer.isBuffer(bytes) ? Readable.from([bytes]) : bytes, fileName },
    async ({ file, path }) => {
      const pieces: Buffer[] = []
      for await (const { content } of piecesOf(path)) pieces.push(content)
      return { ...file, whole: Buffer.concat(pieces) }
    },
  )
const refusal = async (bytes: Buffer | Readable, name: string, command: string[] | null = null) => {
  const answer = await receive(bytes, name, command)
  return 'refused' in answer ? `${answer.refused}: ${answer.detail ?? ''}` : 'kept'
}
/** Where files lie while they are looked at. */
const lying = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('branchline-file-'))

describe('a file that is received', () => {
  it('is kept byte for byte, with its kind, length and hash', async () => {
    const bytes = pdfFile()
    const answer = await receive(bytes, 'Letter.pdf')
    expect(answer).to.deep.include({
      kind: 'pdf',
      contentType: 'application/pdf',
      bytes: bytes.length,
      isScanned: false,
    })
    expect('whole' in answer && answer.whole.equals(bytes)).to.equal(true)
    expect('sha256' in answer && answer.sha256).to.match(/^[0-9a-f]{64}$/)
  })

  it('is known by its bytes: Word, text in any script, an archive of documents', async () => {
    expect(await receive(await docxFile(), 'a.docx')).to.include({ kind: 'docx' })
    expect(await receive(Buffer.from('Llŷn, Łódź, 東京\n'.repeat(20_000)), 'a.txt')).to.include({
      kind: 'txt',
    })
    expect(await receive(await zipFile({ 'letter.txt': 'x' }), 'a.zip')).to.include({ kind: 'zip' })
  })

  it('is refused in words when it is a program, a bomb, locked, cut off or nothing', async () => {
    expect(await refusal(exeFile(), 'letter.pdf')).to.match(/^document-kind: .*really a Windows program/)
    const bomb = await docxFile({ 'word/media/big.bin': Buffer.alloc(20 * 1024 * 1024) })
    expect(bomb.length, 'a small file').to.be.lessThan(100_000)
    expect(await refusal(bomb, 'letter.docx')).to.match(/^document-unsafe: .*ZIP bomb/)
    expect(await refusal(await zipFile({ 'in.zip': 'x' }), 'a.zip')).to.match(/archive inside/)
    expect(await refusal((await docxFile()).subarray(0, 200), 'a.docx')).to.match(/damaged or was cut off/)
    expect(await refusal(Buffer.alloc(0), 'a.pdf')).to.match(/^document-empty/)
    expect(await refusal(Buffer.from([0xc3, 0x28, 0x0a]), 'a.txt')).to.match(/cannot be told/)
  })

  it('is refused at the byte that is one too many, and read no further', async () => {
    let given = 0
    async function* endless() {
      for (;;) {
        given += 1024 * 1024
        yield Buffer.alloc(1024 * 1024, 65)
      }
    }
    expect(await refusal(Readable.from(endless()), 'a.txt')).to.match(/^document-too-large/)
    expect(given).to.be.lessThan(60 * 1024 * 1024)
  })

  it('is asked of the virus scanner, whose silence is no permission', async () => {
    const folder = temporaryFolder()
    const scanner = join(folder, 'scan.sh')
    await writeFile(
      scanner,
      '#!/bin/sh\ngrep -q EICAR "$2" && exit 1\n[ "$1" = --quick ] || exit 2\nexit 0\n',
    )
    await chmod(scanner, 0o755)
    expect(await receive(pdfFile(), 'a.pdf', [scanner, '--quick'])).to.include({ isScanned: true })
    expect(await refusal(pdfFile('EICAR'), 'a.pdf', [scanner, '--quick'])).to.match(/^document-virus/)
    expect(await refusal(pdfFile(), 'a.pdf', [scanner, '--wrong'])).to.match(/^virus-check-failed/)
    expect(await refusal(pdfFile(), 'a.pdf', [join(folder, 'none')])).to.match(/^virus-check-failed/)
  })

  it('lies on disk no longer than it is looked at', async () => {
    const before = await lying()
    await receive(pdfFile(), 'a.pdf')
    await refusal(exeFile(), 'a.pdf')
    expect(await lying()).to.deep.equal(before)
  })
})
