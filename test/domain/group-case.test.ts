import { expect } from 'chai'
import { readPasted, whyItStays } from '../../server/domain/group-case.ts'

describe('a group case', () => {
  const read = (pasted: string) => readPasted(pasted).map(({ line: _line, ...one }) => one)

  it('reads membership numbers, phone numbers and cases, in rows of a spreadsheet too', () => {
    expect(
      read(
        'M-204117\r\n  204118 \nm 204119\n\n07700 900117\n+44 7700 900118\nKhan, Aisha\t07700900119\nM-204120;Tom\nCX-10482\nno number',
      ),
    ).to.deep.equal([
      { is: 'membership-number', numbers: ['M-204117', 'M-204117'] },
      { is: 'membership-number', numbers: ['M-204118', '204118'] },
      { is: 'membership-number', numbers: ['M-204119', 'M 204119'] },
      { is: 'phone-number', number: '+447700900117' },
      { is: 'phone-number', number: '+447700900118' },
      { is: 'phone-number', number: '+447700900119' },
      { is: 'membership-number', numbers: ['M-204120', 'M-204120'] },
      { is: 'case', reference: 'CX-10482' },
      { is: 'unreadable' },
    ])
    expect(readPasted(' \n')).to.deep.equal([])
    expect(readPasted('  M-204117, Aisha ')[0]?.line, 'as it was written').to.equal('M-204117, Aisha')
  })

  it('keeps a sub-file out of the outcome for all while a legal date is live, or it is sealed', () => {
    const open = { isClosed: false, isSealed: false, liveDates: 0 }
    expect(whyItStays(open)).to.equal(null)
    expect(whyItStays({ ...open, liveDates: 1 })).to.equal('deadline-live')
    expect(whyItStays({ ...open, isSealed: true, liveDates: 1 })).to.equal('sealed')
    expect(whyItStays({ ...open, isClosed: true })).to.equal('closed')
  })
})
