import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { readConfig, simulatorCredentials, variables } from '../server/config.ts'
import { demoAccount } from '../simulator/demo-account.ts'

const own = {
  PUBLIC_URL: 'https://phone.union.test',
  SESSION_SECRET: 'thirty-two characters and then some',
  TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'own token',
  TWILIO_API_KEY_SID: `SK${'1'.repeat(32)}`,
  TWILIO_API_KEY_SECRET: 'own secret',
  TWILIO_TWIML_APP_SID: `AP${'1'.repeat(32)}`,
}
const simulated = { ...own, ...simulatorCredentials, TWILIO_API_BASE_URL: 'http://localhost:3001' }

const problemsOf = (environment: Record<string, string | undefined>): string[] => {
  const result = readConfig(environment)
  return 'problems' in result ? result.problems : []
}
const configOf = (environment: Record<string, string | undefined>) => {
  const result = readConfig(environment)
  if ('problems' in result) throw new Error(result.problems.join('\n'))
  return result.config
}

describe('configuration', () => {
  it('of a real account is read whole, with defaults for what may be left out', () => {
    const config = configOf(own)
    expect(config).to.include({ port: 3000, publicUrl: 'https://phone.union.test', isDemo: false })
    expect(config).to.include({ databaseUrl: 'sqlite:data/branchline.sqlite', simulatorUrl: null })
    expect(config.twilio).to.include({ apiBaseUrl: null, authTokenNext: null })
  })

  it('lists every problem at once, each with the name of its variable', () => {
    const problems = problemsOf({ PORT: 'lots', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud', DEMO: 'yes' })
    for (const name of ['PORT', 'DATABASE_URL', 'LOG_LEVEL', 'DEMO', ...Object.keys(own)])
      expect(
        problems.some((problem) => problem.startsWith(`${name} `)),
        name,
      ).to.equal(true)
  })

  it('never repeats a value, which may be a secret', () => {
    const problems = problemsOf({ ...own, TWILIO_ACCOUNT_SID: 'ACmistyped', SESSION_SECRET: 'hunter2' })
    expect(problems).to.have.lengthOf.at.least(2)
    expect(problems.join()).not.to.match(/ACmistyped|hunter2/)
  })

  it('allows listening to calls by a dated agreement only; beside the simulator it can be tried', () => {
    expect(configOf(own).agreement).to.deep.equal({ allows: [], agreedBy: null, agreedOn: null })
    expect(configOf(simulated).agreement.allows).to.deep.equal(['listen', 'whisper', 'barge'])
    expect(configOf({ ...simulated, JOINT_AGREEMENT_LISTENING: 'none' }).agreement.allows).to.deep.equal([])
    const agreed = { JOINT_AGREEMENT_DATE: '2026-09-01', JOINT_AGREEMENT_WITH: 'the staff branch' }
    expect(
      configOf({ ...own, ...agreed, JOINT_AGREEMENT_LISTENING: 'listen-whisper' }).agreement,
    ).to.deep.equal({
      allows: ['listen', 'whisper'],
      agreedBy: 'the staff branch',
      agreedOn: '2026-09-01',
    })
    expect(problemsOf({ ...own, JOINT_AGREEMENT_LISTENING: 'all' })).to.have.lengthOf(2)
  })

  it('treats an empty value as a missing one', () => {
    expect(configOf({ ...own, PORT: '', DEMO: ' ' })).to.include({ port: 3000, isDemo: false })
    expect(problemsOf({ ...own, TWILIO_AUTH_TOKEN: '' })).to.deep.equal(['TWILIO_AUTH_TOKEN is missing'])
  })

  it('takes ports up to 65535', () => {
    expect(configOf({ ...own, PORT: '65535' }).port).to.equal(65_535)
    expect(problemsOf({ ...own, PORT: '65536' })).to.have.lengthOf(1)
  })

  it('cuts the slash at the end of the public address, over which signatures are checked', () => {
    expect(configOf({ ...own, PUBLIC_URL: 'https://phone.union.test/' }).publicUrl).to.equal(own.PUBLIC_URL)
  })

  describe('that talks to the real Twilio', () => {
    for (const [name, value] of Object.entries(simulatorCredentials))
      it(`refuses the simulator's ${name}`, () => {
        expect(problemsOf({ ...own, [name]: value }).join()).to.include(`${name} is the simulator's`)
      })

    it('wants https, except on this machine itself', () => {
      expect(problemsOf({ ...own, PUBLIC_URL: 'http://phone.union.test' })).to.have.lengthOf(1)
      expect(problemsOf({ ...own, PUBLIC_URL: 'http://localhost.evil.test' })).to.have.lengthOf(1)
      expect(problemsOf({ ...own, PUBLIC_URL: 'http://localhost:3000' })).to.have.lengthOf(0)
    })

    it('wants a session secret of 32 characters', () => {
      expect(problemsOf({ ...own, SESSION_SECRET: 'x'.repeat(31) })).to.have.lengthOf(1)
      expect(problemsOf({ ...own, SESSION_SECRET: 'x'.repeat(32) })).to.have.lengthOf(0)
    })
  })

  it('that talks to the simulator takes its credentials and names its page', () => {
    expect(configOf(simulated).simulatorUrl).to.equal('http://localhost:3001')
    expect(configOf({ ...simulated, TWILIO_ACCOUNT_SID: own.TWILIO_ACCOUNT_SID }).simulatorUrl).to.equal(null)
  })

  it('knows the credentials that the simulator really has', () => {
    expect(Object.values(simulatorCredentials)).to.have.members(Object.values(demoAccount))
  })

  it('is explained in .env.example: each variable once, in order, after one line of words', () => {
    const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
      .trim()
      .split('\n')
    const named = lines.filter((_, index) => index % 2 === 1).map((line) => line.split('=')[0])
    const words = lines.filter((_, index) => index % 2 === 0)
    expect(named).to.deep.equal(Object.keys(variables.shape))
    for (const line of words) expect(line).to.match(/^# \S.{10,}/)
  })
})
