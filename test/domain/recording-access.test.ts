import { expect } from 'chai'
import { permissionsOf, type Role } from '../../server/domain/permissions.ts'
import { keptUntil, whyNotListen } from '../../server/domain/recording-access.ts'

const startedAt = '2026-10-06T08:12:00.000Z'
const ask = (role: Role, change: Partial<Parameters<typeof whyNotListen>[0]> = {}) =>
  whyNotListen({
    me: { id: 'me', permissions: permissionsOf([role]) },
    recording: { kind: 'call', startedAt, state: 'completed' },
    contact: { agentId: 'priya' },
    guestIds: [],
    caseOwnerId: null,
    keepDays: 180,
    now: '2026-10-07T08:12:00.000Z',
    ...change,
  })

describe('who may listen to a recording', () => {
  it('by role: supervisors and data protection all, the others what is theirs', () => {
    const roles: Role[] = [
      'agent',
      'supervisor',
      'official',
      'administrator',
      'data-protection',
      'agents-rep',
    ]
    expect(roles.filter((role) => ask(role) === null)).to.deep.equal(['supervisor', 'data-protection'])
    expect(roles.filter((role) => ask(role, { contact: { agentId: 'me' } }) === null)).to.include('agent')
    expect(ask('agent', { guestIds: ['me'] })).to.equal(null)
    expect(ask('official', { caseOwnerId: 'me' })).to.equal(null)
  })

  it('a voicemail whoever could ring back', () => {
    const voicemail = { recording: { kind: 'voicemail', startedAt, state: 'completed' } } as const
    expect(ask('agent', voicemail)).to.equal(null)
    expect(ask('agents-rep', voicemail)).to.equal('not-your-recording')
  })

  it('nobody from the end of its time on, to the millisecond', () => {
    const end = keptUntil({ startedAt }, 180)
    expect(end).to.equal('2027-04-04T08:12:00.000Z')
    expect(ask('supervisor', { now: '2027-04-04T08:11:59.999Z' })).to.equal(null)
    expect(ask('supervisor', { now: end })).to.equal('recording-expired')
    // As its line says now.
    expect(ask('supervisor', { now: end, keepDays: 181 })).to.equal(null)
    expect(ask('supervisor', { keepDays: 1 })).to.equal('recording-expired')
  })
})
