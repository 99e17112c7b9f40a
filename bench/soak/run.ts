/**
 * A soak: members ring and text, agents answer, and all the while callbacks are lost, doubled, late and out of order,
 * REST fails, browsers are killed and the server is stopped or killed on the same database. Then everything comes to
 * rest, and the account is taken.
 *
 *   this process    the simulator, the telephones, the agents, the misfortune, the static page for when we are away
 *   another         the server, as it is run
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { simulatorCredentials } from '../../server/config.ts'
import { demoNumbers } from '../../simulator/demo-numbers.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'
import { freePort } from '../support/temporary.ts'
import { type Account, takeAccount } from './account.ts'
import { type Agent, startAgent } from './agent.ts'
import { startCaller } from './caller.ts'
import { openDesk } from './desk.ts'
import { createDice } from './dice.ts'
import { startMisfortune } from './misfortune.ts'
import { serverProcess } from './server-process.ts'
import { startReplier, startTexter } from './texter.ts'
import { foundUnion } from './union.ts'

export interface SoakOptions {
  seed: number
  databaseUrl: string
  callers: number
  agents: number
  texters: number
  seconds: number
  /** How long a caller pauses between calls, on average. */
  pauseMs: number
  /** One misfortune about this often. */
  misfortuneEveryMs: number
  /** How many misfortunes in a hundred stop or kill the server. */
  restartPercent: number
  /** How long everything may take to come to rest. */
  restMs: number
  /** Where something is still open at the end, start the server once more: it compares its calls with Twilio's at once, not within a minute. */
  restartsToRest: boolean
  /** From so long on a member who hears nothing is a fault. */
  longestSilenceMs: number
  /** Told now and then how it goes. */
  say?: (words: string) => void
}

export interface SoakReport extends Account {
  seed: number
  misfortunes: string[]
  /** What the simulator saw of the calls that faults name, to find out why. */
  stories: Map<string, string[]>
  serverErrors: Map<string, number>
  /** What the server refused to agents, each sort with how often. */
  refusals: Map<string, number>
}

const lines = ['+442079460900', '+442079460900', '+441314960900'] as const
const textLine = '+447700900900'
const comparedAfterMs = 11_000
/** Ofcom's drama ranges: nobody's numbers (as of 2026-11). Those of the demo's members are others. */
const callerNumber = (at: number) => `+441632960${String(at % 1000).padStart(3, '0')}`
const texterNumber = (at: number) => `+4477009006${String(at % 100).padStart(2, '0')}`

export async function soak(options: SoakOptions): Promise<SoakReport> {
  const { seed, databaseUrl, say = () => undefined } = options
  const dice = createDice(seed)
  const startedAt = new Date().toISOString()
  await foundUnion(databaseUrl, options.agents)
  const elsewhere = await staticPages()
  const port = await freePort()
  const url = `http://localhost:${port}`
  const simulator = await createSimulator({
    port: 0,
    publicUrl: url,
    numbers: demoNumbers(url).map((number) => ({
      ...number,
      voiceFallbackUrl: `${elsewhere.url}/voice.xml`,
    })),
    speed: 'fast',
    applications: [
      {
        sid: simulatorCredentials.TWILIO_TWIML_APP_SID,
        voiceUrl: `${url}/twilio/voice/client`,
        statusCallback: `${url}/twilio/voice/status`,
      },
    ],
  })
  const silence = simulator.meterSilence()
  const server = serverProcess({ port, databaseUrl, simulatorUrl: simulator.url })
  const agents: Agent[] = []
  try {
    await server.start()
    const first = startAgent({ desk: await openDesk(url, 0), simulator, dice: dice.of('agent 0') })
    agents.push(first)
    for (let at = 1; at < options.agents; at += 1)
      agents.push(startAgent({ desk: await openDesk(url, at), simulator, dice: dice.of(`agent ${at}`) }))
    const replier = startReplier(await openDesk(url, 0), dice.of('replier'))
    const { pauseMs } = options
    const callers = Array.from({ length: options.callers }, (_, at) =>
      startCaller({ simulator, number: callerNumber(at), lines, dice: dice.of(`caller ${at}`), pauseMs }),
    )
    const texters = Array.from({ length: options.texters }, (_, at) =>
      startTexter({
        simulator,
        number: texterNumber(at),
        line: textLine,
        dice: dice.of(`texter ${at}`),
        everyMs: pauseMs,
      }),
    )
    const misfortune = startMisfortune({
      simulator,
      server,
      agents: [first, ...agents.slice(1)],
      dice: dice.of('misfortune'),
      everyMs: options.misfortuneEveryMs,
      restarts: options.restartPercent / 100,
    })
    const account = () =>
      takeAccount({
        databaseUrl,
        simulator,
        silence,
        longestSilenceMs: options.longestSilenceMs,
        texters,
        replier,
        startedAt,
      })
    say(`started with seed ${seed}`)
    await sleep(options.seconds * 1000)

    say('coming to rest')
    await misfortune.end()
    for (const texter of texters) texter.stop()
    for (const caller of callers) caller.stop()
    await replier.stop()
    for (const agent of agents) agent.goHome()
    await simulator.idle()
    if (options.restartsToRest) {
      // A call younger than ten seconds is not compared yet (server/worker/reconcile.ts), and then not for a minute.
      const youngest = Math.max(
        0,
        ...[...simulator.exchange.calls.values()].map((call) => call.createdAt.getTime()),
      )
      // Where everything is settled already, there is nothing to compare.
      let isSettled = (await account()).faults.length === 0
      while (!isSettled && Date.now() < youngest + comparedAfterMs) {
        await sleep(500)
        isSettled = (await account()).faults.length === 0
      }
      if (!isSettled) {
        await server.stop()
        await server.start()
      }
    }
    const patience = Date.now() + options.restMs
    let last = await account()
    while (last.faults.length > 0 && Date.now() < patience) {
      await sleep(1000)
      last = await account()
    }
    const sum = (of: (agent: Agent) => number) => agents.reduce((total, agent) => total + of(agent), 0)
    return {
      seed,
      faults: last.faults,
      stories: storiesOf(last.faults, simulator),
      figures: {
        ...last.figures,
        'offers accepted': sum(({ figures }) => figures.answered),
        'offers declined or missed': sum(({ figures }) => figures.declined + figures.ignored),
        'calls rejoined': sum(({ figures }) => figures.rejoined),
        'browsers killed': sum(({ figures }) => figures.crashes),
        'server stopped or killed': misfortune.log.filter((words) =>
          /server is (killed|restarted)/.test(words),
        ).length,
        misfortunes: misfortune.log.length,
      },
      misfortunes: misfortune.log,
      serverErrors: server.errors(),
      refusals: added(agents.map(({ refusals }) => refusals)),
    }
  } finally {
    silence.stop()
    for (const agent of agents) agent.stop()
    await simulator.close()
    await server.stop()
    elsewhere.close()
  }
}

/** The timeline of each call that is named, and of what else was said of its conference. */
function storiesOf(faults: readonly string[], simulator: Simulator): Map<string, string[]> {
  const sids = new Set(faults.flatMap((fault) => fault.match(/\bCA[0-9a-f]{32}\b/g) ?? []))
  const stories = new Map<string, string[]>()
  for (const sid of [...sids].slice(0, 5)) {
    const contactId = simulator.exchange.calls.get(sid)?.doing.replace('Conference ', '') ?? ''
    const conference = simulator
      .timeline({ callSid: sid, limit: 500 })
      .map(({ summary }) => / in ([0-9A-Z]{26})/.exec(summary)?.[1])
      .find((name) => name !== undefined)
    const name = conference ?? contactId
    const about = simulator
      .timeline({ limit: 5000 })
      .filter(
        ({ callSid, summary, detail }) =>
          callSid === sid ||
          (name !== '' && (summary.includes(name) || JSON.stringify(detail).includes(name))),
      )
    stories.set(
      sid,
      about.map(
        ({ at, kind, summary, callSid }) =>
          `${at.slice(11)} ${callSid?.slice(-4) ?? '    '} ${kind}: ${summary}`,
      ),
    )
  }
  return stories
}

const added = (counts: readonly ReadonlyMap<string, number>[]): Map<string, number> => {
  const sum = new Map<string, number>()
  for (const count of counts) for (const [what, times] of count) sum.set(what, (sum.get(what) ?? 0) + times)
  return sum
}

/** The page that another machine keeps for when ours is away (docs/when-we-are-away). */
async function staticPages(): Promise<{ url: string; close(): void }> {
  const folder = fileURLToPath(new URL('../../docs/when-we-are-away/', import.meta.url))
  const pages = new Map(
    ['voice.xml', 'message-kept.xml'].map((name): [string, Buffer] => [
      `/${name}`,
      readFileSync(folder + name),
    ]),
  )
  const http = createServer((req, res) => {
    const page = pages.get(new URL(req.url ?? '/', 'http://elsewhere').pathname)
    res.writeHead(page ? 200 : 404, { 'content-type': 'text/xml' }).end(page)
  }).listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, close: () => void http.close() }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
