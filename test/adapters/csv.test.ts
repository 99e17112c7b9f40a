import { expect } from 'chai'
import fc from 'fast-check'
import { readCsv, UnreadableFile } from '../../server/adapters/csv/read-csv.ts'
import { csvFile, csvLines } from '../../server/adapters/csv/write-csv.ts'

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const read = async (text: string | Uint8Array, size = 7) => {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const all = []
  for await (const records of readCsv(inPieces(bytes, size))) all.push(...records)
  return all
}
const cells = async (text: string | Uint8Array, size?: number) =>
  (await read(text, size)).map((one) => one.cells)
const problem = async (reading: Promise<unknown>): Promise<string> => {
  try {
    await reading
  } catch (error) {
    if (error instanceof UnreadableFile) return error.message
    throw error
  }
  return ''
}

describe('CSV', () => {
  it('is read with every kind of line end, quoted commas, line breaks and quotation marks, and no mark in front', async () => {
    expect(await cells('\uFEFFa,"b,1"\r\n"c\r\nd","say ""hi"""\n\re,\r\n')).to.deep.equal([
      ['a', 'b,1'],
      ['c\r\nd', 'say "hi"'],
      ['e', ''],
    ])
  })

  it('counts rows as a spreadsheet does, empty ones too', async () => {
    expect((await read('a\n\n\nb')).map(({ row }) => row)).to.deep.equal([1, 4])
  })

  it('marks a row whose quotation marks do not add up, and reads on', async () => {
    expect((await read('"a"b,c\nd,e')).map(({ isBroken }) => isBroken)).to.deep.equal([true, false])
  })

  it('shows bytes that are not UTF-8 as what they are', async () => {
    expect(await cells(new Uint8Array([0x4d, 0xf1, 0x6f]))).to.deep.equal([['M\uFFFDo']])
  })

  it('refuses workbooks, UTF-16 and a quotation mark that is never closed, in words', async () => {
    expect(await problem(read(new Uint8Array([0x50, 0x4b, 3, 4])))).to.match(/workbook/)
    expect(await problem(read(new Uint8Array([0xff, 0xfe, 0x61, 0])))).to.match(/UTF-16/)
    expect(await problem(read(`a\n"${'x'.repeat(70_000)}`, 1000))).to.match(/Row 2 does not end/)
  })

  it('comes back as it was written, whatever is in it and wherever a piece ends', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r', '😀') }), {
            minLength: 2,
            maxLength: 4,
          }),
          {
            minLength: 1,
            maxLength: 5,
          },
        ),
        fc.integer({ min: 1, max: 9 }),
        async (rows, size) => {
          const safe = rows.map((row) => row.map((cell) => cell.replace(/^\r+/, '')))
          expect(await cells(csvFile(['a', 'b'], safe), size)).to.deep.equal([['a', 'b'], ...safe])
        },
      ),
      { numRuns: 300 },
    ))

  it('written by us runs nothing in a spreadsheet', () => {
    expect(csvLines([['=1+1', '+44', '-x', '@a', 'plain, "so"']])).to.equal(
      `'=1+1,'+44,'-x,'@a,"plain, ""so"""\r\n`,
    )
  })
})
