import { expect } from 'chai'
import { rms } from '../../simulator/media/frames.ts'
import { createRoom } from '../../simulator/media/mixer.ts'
import { playTo, sourceOf } from '../../simulator/media/pcm-source.ts'
import { createSilentLeg } from '../../simulator/media/silent-leg.ts'
import { generateTone, hasTone, holdMusic, isHoldMusic, toneLevel } from '../../simulator/media/tones.ts'
import { createHandClock } from './media-clock.ts'

const SECOND = 50

/** A room with three parties, each humming its own note for as long as the test lasts. */
function hummingRoom() {
  const clock = createHandClock()
  const room = createRoom({ ticker: clock })
  const party = (id: string, hertz: number) => {
    const leg = createSilentLeg({ id, ticker: clock })
    leg.say(sourceOf(generateTone({ hertz, ms: 1000, level: 0.2 }), { times: Number.POSITIVE_INFINITY }))
    return leg
  }
  const member = party('member', 440)
  const agent = party('agent', 600)
  const supervisor = party('supervisor', 850)
  const legs = [member, agent, supervisor]
  /** Runs one second and says which of the three notes each party heard in its second half. */
  function whoHearsWhom() {
    for (const leg of legs) leg.forget()
    clock.tick(SECOND)
    const notes = { member: 440, agent: 600, supervisor: 850 }
    return Object.fromEntries(
      legs.map((leg) => [
        leg.id,
        Object.entries(notes)
          .filter(([, hertz]) => toneLevel(leg.heard({ lastMs: 500 }), hertz) > 0.1)
          .map(([id]) => id),
      ]),
    )
  }
  return { clock, room, member, agent, supervisor, whoHearsWhom }
}

describe('a room', () => {
  it('lets everyone hear everyone but themselves', () => {
    const { room, member, agent, supervisor, whoHearsWhom } = hummingRoom()
    for (const leg of [member, agent, supervisor]) room.add(leg)
    expect(whoHearsWhom()).to.deep.equal({
      member: ['agent', 'supervisor'],
      agent: ['member', 'supervisor'],
      supervisor: ['member', 'agent'],
    })
  })

  it('keeps a muted party listening but unheard, and lets it speak again', () => {
    const { room, member, agent, whoHearsWhom } = hummingRoom()
    room.add(member)
    room.add(agent, { muted: true })
    expect(whoHearsWhom()).to.deep.include({ member: [], agent: ['member'] })
    room.update('agent', { muted: false })
    expect(whoHearsWhom()).to.deep.include({ member: ['agent'], agent: ['member'] })
  })

  it('gives a held party the music and nobody its voice', () => {
    const { room, member, agent, supervisor, whoHearsWhom } = hummingRoom()
    for (const leg of [member, agent, supervisor]) room.add(leg)
    room.update('member', { hold: holdMusic() })
    const heard = whoHearsWhom()
    expect(heard.agent).to.deep.equal(['supervisor'])
    expect(heard.supervisor).to.deep.equal(['agent'])
    expect(isHoldMusic(member.heard())).to.equal(true)
    expect(hasTone(member.heard({ lastMs: 500 }), 600)).to.equal(false)
    room.update('member', { hold: undefined })
    expect(whoHearsWhom().member).to.deep.equal(['agent', 'supervisor'])
  })

  it('lets a coach be heard by the coached party alone', () => {
    const { room, member, agent, supervisor, whoHearsWhom } = hummingRoom()
    room.add(member)
    room.add(agent)
    room.add(supervisor, { coaching: 'agent' })
    expect(whoHearsWhom()).to.deep.equal({
      member: ['agent'],
      agent: ['member', 'supervisor'],
      supervisor: ['member', 'agent'],
    })
    room.update('supervisor', { muted: true })
    expect(whoHearsWhom().agent).to.deep.equal(['member'])
    room.update('supervisor', { muted: false, coaching: undefined })
    expect(whoHearsWhom().member).to.deep.equal(['agent', 'supervisor'])
  })

  it('plays an announcement to everyone or to one party, also through the hold music', async () => {
    const clock = createHandClock()
    const room = createRoom({ ticker: clock })
    const [one, two, held] = ['one', 'two', 'held'].map((id) => createSilentLeg({ id, ticker: clock }))
    if (one === undefined || two === undefined || held === undefined) throw new Error('three legs were made')
    room.add(one)
    room.add(two)
    room.add(held, { hold: holdMusic() })
    const toAll = room.play(sourceOf(generateTone({ hertz: 500, ms: 500 })))
    clock.tick(SECOND / 2 + 1)
    expect(await toAll.done).to.equal('finished')
    expect([one, two, held].map((leg) => hasTone(leg.heard({ lastMs: 400 }), 500))).to.deep.equal([
      true,
      true,
      false,
    ])
    const toHeld = room.play(sourceOf(generateTone({ hertz: 700, ms: 10_000 })), { to: 'held' })
    clock.tick(SECOND / 2)
    expect(hasTone(held.heard({ lastMs: 400 }), 700)).to.equal(true)
    expect(rms(one.heard({ lastMs: 400 }))).to.equal(0)
    held.close()
    expect(await toHeld.done).to.equal('stopped')
    expect(room.legs()).to.deep.equal(['one', 'two'])
  })

  it('taps what the room hears in common: no hold music, no whisper', () => {
    const { clock, room, member, agent, supervisor } = hummingRoom()
    room.add(member)
    room.add(agent, { hold: holdMusic() })
    room.add(supervisor, { coaching: 'member' })
    const samples: number[] = []
    const agentSaid: number[] = []
    room.tap((frame) => {
      samples.push(...frame.sum)
      agentSaid.push(...frame.of('agent'))
    })
    clock.tick(SECOND)
    const common = Int16Array.from(samples)
    expect(toneLevel(common, 440)).to.be.greaterThan(0.15)
    expect(toneLevel(common, 850)).to.be.lessThan(0.01)
    expect(agentSaid.every((sample) => sample === 0)).to.equal(true)
  })

  it('clips instead of wrapping round when voices add up beyond full scale', () => {
    const clock = createHandClock()
    const room = createRoom({ ticker: clock })
    const loud = new Int16Array(160).fill(30_000)
    const [a, b, ear] = ['a', 'b', 'ear'].map((id) => createSilentLeg({ id, ticker: clock }))
    for (const leg of [a, b, ear]) if (leg !== undefined) room.add(leg)
    a?.inject(loud)
    b?.inject(loud)
    clock.tick()
    expect(ear?.heard()[0]).to.equal(32767)
  })

  it('drops the oldest frames of a party that sends faster than time passes', () => {
    const clock = createHandClock()
    const room = createRoom({ ticker: clock })
    const mouth = createSilentLeg({ id: 'mouth', ticker: clock })
    const ear = createSilentLeg({ id: 'ear', ticker: clock })
    room.add(mouth)
    room.add(ear)
    for (let n = 1; n <= 50; n += 1) mouth.inject(new Int16Array(160).fill(n))
    clock.tick(10)
    const heard = [...ear.heard()].filter((_, i) => i % 160 === 0)
    expect(heard).to.deep.equal([46, 47, 48, 49, 50, 0, 0, 0, 0, 0])
  })
})

describe('playing to a party outside any room', () => {
  it('ends by itself, when stopped, and when the party goes', async () => {
    const clock = createHandClock()
    const leg = createSilentLeg({ ticker: clock })
    const short = playTo(leg, sourceOf(generateTone({ hertz: 440, ms: 100 })), clock)
    clock.tick(6)
    expect(await short.done).to.equal('finished')
    expect(leg.heard()).to.have.lengthOf(800)
    const stopped = playTo(leg, holdMusic(), clock)
    clock.tick(1)
    stopped.stop()
    clock.tick(5)
    expect(await stopped.done).to.equal('stopped')
    expect(leg.heard()).to.have.lengthOf(960)
    const cut = playTo(leg, holdMusic(), clock)
    leg.close()
    expect(await cut.done).to.equal('stopped')
  })
})
