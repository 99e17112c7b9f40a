/**
 * The short form of bench/soak.ts, so that every test run has some bad days: fixed seeds, so that a failure is the
 * change's and not the day's. The long form with seeds of its own is `npm run soak` (docs/soak.md).
 */
import { expect } from 'chai'
import { soak } from '../../bench/soak/run.ts'
import { sqliteUrl } from '../support/databases.ts'

const seeds = [11]

describe('a soak, in short', function () {
  this.timeout(120_000)

  for (const seed of seeds)
    it(`seed ${seed}: every call once, nobody in silence, no ghosts, every text once and in order`, async () => {
      const report = await soak({
        seed,
        databaseUrl: await sqliteUrl(),
        callers: 8,
        agents: 4,
        texters: 3,
        seconds: 12,
        pauseMs: 1500,
        misfortuneEveryMs: 1200,
        restartPercent: 15,
        restMs: 45_000,
        restartsToRest: true,
        // What is promised (J4), whatever is lost and whether or not Twilio's REST answers.
        longestSilenceMs: 5_000,
      })
      const told = [...report.faults, ...report.misfortunes].join('\n')
      expect(report.faults, `seed ${seed}: ${told}`).to.deep.equal([])
      // A soak in which nothing happens proves nothing.
      expect(report.figures['calls'], told).to.be.greaterThan(8)
      expect(report.figures['texts out'], told).to.be.greaterThan(3)
      expect(report.figures['offers accepted'], told).to.be.greaterThan(1)
      expect(report.figures['misfortunes'], told).to.be.greaterThan(4)
    })
})
