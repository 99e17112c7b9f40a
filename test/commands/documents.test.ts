import { expect } from 'chai'
import { storedBytes } from '../../server/adapters/db/stored-files.ts'
import { addDocument, type NewDocument, startFile } from '../../server/commands/add-document.ts'
import {
  changeDocument,
  eraseDocuments,
  putDocumentBack,
  removeDocument,
} from '../../server/commands/change-document.ts'
import { openCase } from '../../server/commands/open-case.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('documents on a case', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const official = demo.marcus
    const opened = async () =>
      granted(
        await desk.run(
          openCase,
          { memberId: 'demo-member-M-204117', title: 'Dismissed', kind: 'discipline', personId: official },
          official,
        ),
      ).caseId
    const add = async (given: Partial<NewDocument> & { caseId: string }, words: string) => {
      const sha256 = Buffer.from(words.padEnd(32)).toString('hex').slice(0, 64)
      const { fileId } = await desk.run(startFile, { bytes: words.length * 2, sha256 })
      for (const place of [0, 1])
        await desk.ask((stores) =>
          stores.storedFiles.addPiece({ fileId, place, content: Buffer.from(words) }),
        )
      const answer = await desk.run(
        addDocument,
        {
          personId: official,
          documentId: null,
          title: 'Letter',
          fulfils: null,
          note: '',
          ...given,
          fileId,
          file: {
            fileName: 'l.pdf',
            contentType: 'application/pdf',
            kind: 'pdf',
            bytes: words.length * 2,
            sha256,
            isScanned: false,
          },
        },
        official,
      )
      return { answer, fileId }
    }
    const added = async (caseId: string, words = 'one') => {
      const { answer, fileId } = await add({ caseId }, words)
      return { ...granted(answer), fileId }
    }
    const found = async (id: string) => {
      const document = await desk.ask((stores) => stores.documents.find(id))
      if (!document) throw new Error('no document')
      return document
    }
    const pressed = async (documentId: string) => ({
      documentId,
      version: (await found(documentId)).version,
      personId: official,
    })
    const bytesOf = async (fileId: string) => {
      const pieces: Buffer[] = []
      for await (const piece of storedBytes(desk.database, fileId)) pieces.push(piece)
      return Buffer.concat(pieces).toString()
    }

    it('have versions in order, each with its own bytes, and no version twice', async () => {
      const caseId = await opened()
      const first = await added(caseId)
      const { answer, fileId } = await add({ caseId, documentId: first.documentId }, 'two')
      expect(granted(answer).documentId).to.equal(first.documentId)
      const again = await add({ caseId, documentId: first.documentId }, 'two')
      expect(again.answer).to.deep.equal({ refused: 'document-same' })
      const versions = await desk.ask((stores) => stores.documentVersions.ofDocument(first.documentId))
      expect(versions.map(({ number }) => number)).to.deep.equal([1, 2])
      expect([await bytesOf(first.fileId), await bytesOf(fileId)]).to.deep.equal(['oneone', 'twotwo'])
    })

    it('are on no case that is not there, and no version is of a document of another case', async () => {
      const [here, there] = [await opened(), await opened()]
      const { documentId } = await added(here)
      expect((await add({ caseId: 'none' }, 'x')).answer).to.deep.equal({ refused: 'not-found' })
      expect((await add({ caseId: there, documentId }, 'x')).answer).to.deep.equal({ refused: 'not-found' })
      expect((await add({ caseId: here, title: '  ' }, 'x')).answer).to.have.nested.property(
        'fields[0].field',
        'title',
      )
    })

    it('are removed with a reason, put back, and renamed while they are there', async () => {
      const { documentId } = await added(await opened())
      expect(
        await desk.run(removeDocument, { ...(await pressed(documentId)), why: '' }, official),
      ).to.deep.equal({ refused: 'why-required' })
      granted(await desk.run(removeDocument, { ...(await pressed(documentId)), why: 'Wrong case' }, official))
      const rename = { title: 'Other', fulfils: null }
      expect(
        await desk.run(changeDocument, { ...(await pressed(documentId)), ...rename }, official),
      ).to.deep.equal({ refused: 'document-removed' })
      granted(await desk.run(putDocumentBack, await pressed(documentId), official))
      granted(await desk.run(changeDocument, { ...(await pressed(documentId)), ...rename }, official))
      expect(await found(documentId)).to.include({ title: 'Other', removedAt: null })
      const stale = { ...(await pressed(documentId)), version: 1 }
      expect(await desk.run(putDocumentBack, stale, official)).to.deep.equal({ refused: 'stale-version' })
    })

    it('are erased thirty days after they were removed: the bytes are gone, name and hash stay', async () => {
      const { documentId, fileId } = await added(await opened())
      granted(await desk.run(removeDocument, { ...(await pressed(documentId)), why: 'Twice' }, official))
      const erasing = async () => {
        for (let turns = 0; (await desk.run(eraseDocuments, undefined)).more && turns < 50; turns += 1);
      }
      desk.later(30 * 86_400_000 - 1)
      await erasing()
      expect(await bytesOf(fileId)).to.equal('oneone')
      desk.later(1)
      await erasing()
      expect(await bytesOf(fileId)).to.equal('')
      expect(await found(documentId)).to.include({ erasedAt: desk.now(), title: 'Letter' })
      const [version] = await desk.ask((stores) => stores.documentVersions.ofDocument(documentId))
      expect(version?.sha256).to.have.lengthOf(64)
      expect(await desk.run(putDocumentBack, await pressed(documentId), official)).to.deep.equal({
        refused: 'document-erased',
      })
    })

    it('whose sender went away are tidied up after an hour', async () => {
      const { fileId } = await desk.run(startFile, { bytes: 3, sha256: 'x'.repeat(64) })
      await desk.ask((stores) =>
        stores.storedFiles.addPiece({ fileId, place: 0, content: Buffer.from('abc') }),
      )
      await desk.run(eraseDocuments, undefined)
      expect(await bytesOf(fileId)).to.equal('abc')
      desk.later(3_600_001)
      while ((await desk.run(eraseDocuments, undefined)).more);
      expect(await bytesOf(fileId)).to.equal('')
      expect(await desk.ask((stores) => stores.storedFiles.find(fileId))).to.equal(null)
    })
  })
})
