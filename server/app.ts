/**
 * The composition root: the only file that builds things and ties them together.
 *
 *   http ─┬─ /twilio/*   webhooks (plain node, in front of everything)
 *         └─ the rest    Express: health, session, /api, console · Socket.IO with the same session
 *   commit ─► relay ─┬─► console feed ─► sockets
 *                    └─► routing ─► offers         tick: once a second · effects: on commit and when due
 */
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { hash } from '@node-rs/argon2'
import { auditHead, sealNext } from './adapters/db/audit-trail.ts'
import { connect } from './adapters/db/connect.ts'
import { seedDemo } from './adapters/db/seed/demo.ts'
import { storedBytes } from './adapters/db/stored-files.ts'
import { edgeReads } from './adapters/edge-reads.ts'
import { accessPack } from './adapters/files/access-pack.ts'
import { casePdf } from './adapters/files/case-pdf.ts'
import { keepDocument } from './adapters/files/keep-document.ts'
import { virusCheck } from './adapters/files/virus-check.ts'
import { createCaseGate } from './adapters/http/case-gate.ts'
import { createHttpApp } from './adapters/http/http-app.ts'
import { createReadings } from './adapters/http/recorded-reads.ts'
import { runFor } from './adapters/http/routes/deps.ts'
import { createSession, rowId } from './adapters/http/session.ts'
import { sessionRows, tidyTables } from './adapters/http/session-rows.ts'
import { createSignInLimits } from './adapters/http/sign-in-limits.ts'
import { bindScreens } from './adapters/screens.ts'
import { createLiveBoard } from './adapters/sockets/live-board.ts'
import { createPresenceWatch } from './adapters/sockets/presence-watch.ts'
import { createPublisher } from './adapters/sockets/publisher.ts'
import { unnamedBoard } from './adapters/sockets/rooms.ts'
import { createSessionWatch } from './adapters/sockets/session-watch.ts'
import { createSocketServer } from './adapters/sockets/socket-server.ts'
import type { Log } from './adapters/system/log.ts'
import { createMetrics } from './adapters/system/metrics.ts'
import { packageRoot, versionOf } from './adapters/system/version.ts'
import { phoneTokens } from './adapters/twilio/phone-token.ts'
import { reachabilityNotices } from './adapters/twilio/reachability-notice.ts'
import { createTwilioRest } from './adapters/twilio/rest-client.ts'
import { safePicture } from './adapters/twilio/safe-picture.ts'
import { twilioUrls } from './adapters/twilio/twilio-urls.ts'
import { twilioRouter } from './adapters/twilio/webhook-router.ts'
import { giveAccessPack } from './commands/access-requests.ts'
import { mayAddDocument } from './commands/add-document.ts'
import { guardCases } from './commands/case-watch.ts'
import { eraseDocuments } from './commands/change-document.ts'
import { tidyClosures } from './commands/close-line.ts'
import { tendCohortTexts } from './commands/cohort-texts.ts'
import { expireOffers } from './commands/expire-offers.ts'
import { exportCase } from './commands/export-case.ts'
import { startImport } from './commands/import-members.ts'
import { judgeAlerts } from './commands/judge-alerts.ts'
import { makeOffer } from './commands/make-offer.ts'
import { tendPauses } from './commands/pause-recording.ts'
import { tendPlacements } from './commands/place-person.ts'
import type { Clock, Ids } from './commands/ports.ts'
import { tendReferrals } from './commands/refer-case.ts'
import { reportPresence } from './commands/report-presence.ts'
import { eraseNext, proposeErasures } from './commands/retention.ts'
import { endOpenings } from './commands/seal-case.ts'
import { tendTargets } from './commands/service-targets.ts'
import { tendCallbacks } from './commands/tend-callbacks.ts'
import { tendLostCalls } from './commands/tend-lost-calls.ts'
import type { Config } from './config.ts'
import { changeWithoutNames } from './contract/board-changes.ts'
import { isRefused } from './contract/refusals.ts'
import { mostUploadBytes } from './domain/member-import.ts'
import { dayIn } from './domain/missed.ts'
import { createAlertWatch } from './worker/alert-watch.ts'
import { createConsoleFeed } from './worker/console-feed.ts'
import { createDueReads, type Waiting } from './worker/due-reads.ts'
import { createEffects } from './worker/effects.ts'
import { createJoinCheck } from './worker/join-check.ts'
import { createMemberApplying, readMemberFile } from './worker/member-import.ts'
import { createReconcile } from './worker/reconcile.ts'
import { createRelay } from './worker/relay.ts'
import { resumeEffects } from './worker/resume-effects.ts'
import { createRouting } from './worker/routing.ts'
import { routingReads } from './worker/routing-reads.ts'
import { createTextImport } from './worker/text-import.ts'
import { createTick } from './worker/tick.ts'
import { createVoicemailImport } from './worker/voicemail-import.ts'

export interface AppOptions {
  config: Config
  clock: Clock
  ids: Ids
  log: Log
}
export interface App {
  /** Starts to listen and to work. Resolves with the port. */
  listen(): Promise<number>
  port(): number
  /** Does everything that is due now, as the worker does every second. Resolves when it is done and told. */
  tick(): Promise<void>
  /** Drains: not ready, no new offers, consoles told, requests finished (25 s at most), database closed. */
  close(): Promise<void>
}

const tickEveryMs = 1_000
/** Of the audit chain in one second: a long log is sealed over minutes, and the phones do not notice. */
/** So many records are erased in one second: nobody on the line waits behind more. */
const mostErasedAtOnce = 20
const mostStretches = 25
const drainMs = 25_000
const idleEveryMs = 50

export const createApp = async ({ config, clock, ids, log }: AppOptions): Promise<App> => {
  const metrics = createMetrics()
  const failed = (what: string) => (error: unknown) => log.error({ err: error }, what)
  const nowMs = () => Date.parse(clock.now())

  const database = await connect(config.databaseUrl, { onProblem: failed('database problem') })
  try {
    await database.migrate()
    // Beside the simulator the lines never close: whoever tries the demo on a Sunday evening gets through.
    if (config.isDemo)
      await seedDemo(database, { now: clock.now(), alwaysOpen: config.simulatorUrl !== null })
  } catch (error) {
    await database.close()
    throw error
  }
  const { write } = database
  const reads = edgeReads(database)
  const screens = bindScreens({
    read: database.read,
    search: database.search,
    engine: database.engine,
    clock,
    isTwilioAway: () => twilio.outage() !== null,
  })
  const run = runFor({ write, clock, ids })
  const notices = () => reachabilityNotices(twilio)
  const twilio = createTwilioRest({
    ...config.twilio,
    nowMs,
    whenReachabilityChanges: () => publish('all', { type: 'notices', notices: notices() }),
  })
  /** Nothing may wait that would ask: then this does, for a conference that there is not, until there is an answer. */
  const lookForTwilio = (): void => {
    if (twilio.outage() === null || twilio.mayAsk() !== 'one') return
    twilio.conferenceNamed('is-twilio-there').catch(() => undefined)
  }
  const urls = twilioUrls(config.publicUrl)
  const effects = createEffects({
    queue: database.effects,
    write,
    clock,
    ids,
    rest: twilio,
    urls,
    publicUrl: config.publicUrl,
    safePicture,
    whenFailed: (error, facts) => log.error({ err: error, ...facts }, 'effect failed'),
  })
  const isNewReading = createReadings(nowMs)
  let isDraining = false
  const gate = createCaseGate({
    read: database.read,
    clock,
    ids,
    keptHidden: async (personId, caseId) => {
      await run(personId, (stores, { actor, now }) =>
        stores.events.append([{ type: 'case.kept-hidden', caseId, personId }], { actor, at: now }),
      ).catch((error: unknown) => {
        log.error({ err: error, personId, caseId }, 'attempt could not be written down')
      })
    },
  })

  const sessions = sessionRows(database)
  const session = createSession({
    rows: sessions,
    clock,
    secret: config.sessionSecret,
    isHttps: config.publicUrl.startsWith('https:'),
  })

  const express = createHttpApp({
    routes: {
      write,
      clock,
      ids,
      screens,
      board: { now: () => board.now(), lately: () => board.lately() },
      isCallOver: (contactId) => reconcile.isOver(contactId),
      agreement: config.agreement,
      isVirusChecked: config.virusScan !== null,
      askerOf: reads.askerOf,
      phoneToken: phoneTokens(config.twilio),
      signInLimits: createSignInLimits(),
      hashPassword: (password) => hash(password),
      applyMembers: () => applying.kick(),
      simulatorUrl: config.simulatorUrl,
      publicUrl: config.publicUrl,
      knowsWall: reads.knowsWall,
      whenSignedOut: (personId, sessionId) => {
        endSession(sessionId)
        presence.left(personId, sessionId).catch(failed('presence of somebody who left'))
      },
    },
    files: {
      askerOf: reads.askerOf,
      picture: reads.picture,
      recording: async (id, me) => {
        const found = await screens.recordingFor(id, me)
        return found && { ...found.recording, refusal: found.refusal }
      },
      recordingAudio: twilio.recordingAudio,
      listened: async (personId, { recordingId, contactId }) => {
        await run(personId, (stores, { actor, now }) =>
          stores.events.append([{ type: 'recording.listened', contactId, recordingId, personId }], {
            actor,
            at: now,
          }),
        )
      },
    },
    memberFiles: {
      start: (personId, file) =>
        run(personId, (stores, env) => startImport(stores, env, { ...file, supersede: false })),
      read: (personId, importId, source) =>
        readMemberFile(
          {
            run: (unit) => run(personId, unit),
            today: dayIn('Europe/London', clock.now()),
            mostBytes: mostUploadBytes,
          },
          { importId, source },
        ),
      imports: screens.memberImports,
      refusedRows: screens.refusedRows,
      taken: (personId, importId) =>
        run(personId, (stores, env) =>
          stores.events.append([{ type: 'members.refused-rows-taken', importId, personId }], {
            actor: env.actor,
            at: env.now,
          }),
        ),
    },
    documentFiles: {
      virusCheck: config.virusScan && virusCheck(config.virusScan),
      mayAdd: (personId, what) => run(personId, (stores, env) => mayAddDocument(stores, env, what)),
      keep: (personId, what, whole) => keepDocument((unit) => run(personId, unit), what, whole),
      shown: (caseId) => screens.caseDocuments(caseId, { isVirusChecked: config.virusScan !== null }),
      versionFor: screens.documentVersionFor,
      bytesOf: (fileId) => storedBytes(database, fileId),
      casePdf: async (me, caseId, why) => {
        const noted = await run(me.id, (stores, env) =>
          exportCase(stores, env, { caseId, personId: me.id, why }),
        )
        if (isRefused(noted)) return noted
        const shown = await screens.case(caseId)
        const documents = await screens.caseDocuments(caseId, { isVirusChecked: false })
        if (shown === null || documents === null) return { refused: 'not-found' }
        const content = await casePdf(shown, documents, { by: me.name, at: clock.now(), why: why.trim() })
        return { fileName: `${shown.reference}.pdf`, content }
      },
    },
    accessPacks: {
      give: async (personId, requestId, version) => {
        const request = await screens.accessRequest(requestId)
        if (request === null) return { refused: 'not-found' }
        if (request.state !== 'given' && (request.undecided ?? 0) > 0) return { refused: 'review-open' }
        const at = clock.now()
        const pack = await accessPack({
          request,
          beside: await screens.besidePassages(request.member.id),
          unionName: 'your union',
          at,
          sound: async (recordingSid) => (await twilio.recordingAudio(recordingSid, null))?.stream ?? null,
          document: (fileId) => storedBytes(database, fileId),
          picture: reads.picture,
        })
        if (request.state !== 'given') {
          const { packSha256 } = pack
          const { undecided } = request
          const given = await run(personId, (stores, env) =>
            giveAccessPack(stores, env, { requestId, version, undecided: undecided ?? 0, packSha256 }),
          )
          if (isRefused(given)) {
            await pack.done()
            return given
          }
        }
        return { pack, fileName: `data-of-${request.member.membershipNumber}.zip` }
      },
    },
    whenRead: async (read) => {
      if (!isNewReading(read)) return
      await run(read.personId, (stores, { actor, now }) =>
        stores.events.append([read], { actor, at: now }),
      ).catch((error: unknown) => {
        // A full disk must not keep an agent from the case of whoever is on the phone: then the server's log has it.
        log.error({ err: error, read }, 'reading could not be written down')
      })
    },
    gate,
    health: {
      metrics,
      version: versionOf(),
      isDraining: () => isDraining,
      isDatabaseReady: database.isReady,
      refreshMetrics: async () => {
        const { open, failing } = await database.effects.counts()
        metrics.effects.set({ state: 'waiting' }, open)
        metrics.effects.set({ state: 'failing' }, failing)
        metrics.unsealed.set((await auditHead(database)).unsealed)
      },
    },
    session,
    log,
    metrics,
    ids,
    publicUrl: config.publicUrl,
    voiceSignallingUrl: config.twilio.voiceSignallingUrl,
    clientDirectory: fileURLToPath(new URL('dist/client', packageRoot)),
  })
  const webhooks = twilioRouter({
    publicUrl: config.publicUrl,
    authTokens: [config.twilio.authToken, config.twilio.authTokenNext ?? ''],
    write,
    clock,
    ids,
    log,
    meter: {
      answered: (route, status, seconds) =>
        metrics.webhooks.observe({ route, status: String(status) }, seconds),
      signatureRefused: (why) => metrics.refusedSignatures.inc({ why }),
    },
  })
  const http = createServer((req, res) => webhooks(req, res, () => express(req, res)))

  const sockets = createSocketServer({
    http,
    session,
    askerOf: reads.askerOf,
    ourOrigin: new URL(config.publicUrl).origin,
    shown: gate.shown,
    heard: (personId, sessionId, beat) => presence.heard(personId, sessionId, beat),
    greeting: () => ({ type: 'notices', notices: notices() }),
    whenCounted: (count) => metrics.sockets.set(count),
    whenFailed: failed('socket problem'),
  })
  const publish = createPublisher(sockets.io)
  const endSession = (sessionId: string) =>
    sockets.endSession(sessionId, (room) => publish(room, { type: 'signed-out' }))
  const presence = createPresenceWatch({
    nowMs,
    report: (report) => run('system', (stores, env) => reportPresence(stores, env, report)),
    known: reads.presence,
    reachable: reads.reachable,
  })
  const board = createLiveBoard({
    read: screens.live,
    isWatched: () => sockets.isShown('live') || sockets.isShown(unnamedBoard),
    publish: (change) => {
      publish('live', { type: 'board', ...change })
      if (sockets.isShown(unnamedBoard))
        publish(unnamedBoard, { type: 'board', ...changeWithoutNames(change) })
    },
    pulse: (number) => {
      for (const room of ['live', unnamedBoard]) publish(room, { type: 'board-read', number })
    },
    whenFailed: failed('board could not be read'),
  })
  const feed = createConsoleFeed({
    hasAnybody: sockets.hasAnybody,
    isShown: sockets.isShown,
    publish,
    phone: screens.phone,
    message: screens.message,
    threadVersion: reads.threadVersion,
    holders: reads.holders,
    around: reads.around,
    touchBoard: board.touch,
    whenFailed: failed('news could not be told'),
  })
  const sessionWatch = createSessionWatch({
    io: sockets.io,
    askerOf: reads.askerOf,
    sessionEnd: async (sessionId) => (await sessions.find(rowId(sessionId)))?.expiresAt ?? null,
    nowMs,
    endSession,
    whenPhoneLost: presence.left,
  })
  const routing = createRouting({
    reads: routingReads(database),
    nowMs,
    offer: (match) => run('system', (stores, env) => makeOffer(stores, env, match)),
    whenFailed: failed('offer could not be made'),
  })
  const relay = createRelay({
    readEvents: database.readEvents,
    newestSeq: reads.newestSeq,
    listeners: [
      feed.happened,
      routing.happened,
      async (happened) => {
        for (const { event } of happened)
          if (event.type === 'presence.changed') await presence.recheck(event.personId)
      },
      async (happened) => {
        for (const { event } of happened)
          if (
            event.type === 'case.sealed' ||
            event.type === 'case.standing-changed' ||
            event.type === 'case.glass-ended'
          )
            await sockets.showOnlyTo(`case:${event.caseId}`)
      },
      async (happened) => {
        for (const { event } of happened)
          if (
            event.type === 'person.changed' ||
            event.type === 'person.left' ||
            event.type === 'person.sign-in-reset'
          )
            await sessionWatch.recheck(event.personId)
      },
    ],
    whenFailed: (error, facts) => log.error({ err: error, ...facts }, 'relay problem'),
    whenRelayed: (seq) => metrics.relayedSeq.set(seq),
  })
  database.onCommitted(relay.committed)
  database.onCommitted(() => effects.kick())

  const voicemails = createVoicemailImport({ rest: twilio, nowMs, run: (unit) => run('system', unit) })
  const texts = createTextImport({ rest: twilio, nowMs, run: (unit) => run('system', unit) })
  const reconcile = createReconcile({ rest: twilio, nowMs, run: (unit) => run('system', unit) })
  const applying = createMemberApplying({
    run: (unit) => run('system', unit),
    whenFailed: failed('members could not be applied'),
  })
  const due = createDueReads(database, clock.now)
  /** One command of the tick, when the last look found something for it. */
  const whenDue =
    (waiting: Waiting | readonly Waiting[], unit: Parameters<typeof run<unknown>>[1]) =>
    async (): Promise<void> => {
      if (due.any(...[waiting].flat())) await run('system', unit)
    }
  const tendLost = whenDue(['connecting', 'guests', 'listenings'], tendLostCalls)
  const tendPaused = whenDue('pauses', tendPauses)
  const watches = [
    whenDue('targets', tendTargets),
    whenDue('referrals', tendReferrals),
    whenDue('unguarded', guardCases),
    whenDue('openings', endOpenings),
  ]
  const checkJoins = createJoinCheck({ rest: twilio, nowMs, run: (unit) => run('system', unit) })
  const tick = createTick({
    nowMs,
    look: due.look,
    reconcile: reconcile.whenDue,
    importVoicemails: voicemails.whenDue,
    importTexts: texts.whenDue,
    expireOffers: whenDue('offers', expireOffers),
    checkJoins: async () => {
      if (due.any('connecting')) await checkJoins()
    },
    tendLostCalls: async () => {
      await tendLost()
      await tendPaused()
    },
    tidyClosures: whenDue('closures', tidyClosures),
    tendPlacements: whenDue('placements', tendPlacements),
    tendCallbacks: whenDue('callbacks', tendCallbacks),
    tendCohortTexts: whenDue('cohortTexts', tendCohortTexts),
    tendRetention: async () => {
      const isLookedAt = due.any('retention')
      while (isLookedAt && !(await run('system', proposeErasures)).isOver);
      for (let records = 0; records < mostErasedAtOnce; records += 1)
        if (!(isLookedAt || due.any('erasing')) || !(await run('system', eraseNext)).more) break
    },
    watchCases: async () => {
      for (const watch of watches) await watch()
    },
    sweepPresence: presence.sweep,
    sweepSockets: sessionWatch.sweep,
    relay: relay.drain,
    routing: routing.tick,
    watchAlerts: createAlertWatch({
      nowMs,
      read: async () => screens.alertReading(await board.lately()),
      judge: (reading) => run('system', (stores, env) => judgeAlerts(stores, env, { reading })),
    }),
    sealEvents: async () => {
      let stretches = mostStretches
      while (stretches > 0 && (await sealNext(database, clock.now())) > 0) stretches -= 1
    },
    notices: async () => {
      lookForTwilio()
      effects.kick()
      if (due.any('imports')) applying.kick()
      board.touch()
    },
    tidy: async () => {
      await applying.forget()
      while ((await run('system', eraseDocuments)).more);
      await tidyTables(database, clock.now())
    },
    whenFailed: (error, step) => log.error({ err: error, step }, 'tick problem'),
  })
  let timer: NodeJS.Timeout | null = null

  return {
    listen: async () => {
      await relay.start()
      await presence.restore()
      await resumeEffects(database, clock.now())
      await new Promise<void>((resolve, reject) => {
        http.once('error', reject)
        http.listen(config.port, () => {
          http.off('error', reject)
          resolve()
        })
      })
      await routing.rebuild()
      timer = setInterval(() => {
        if (!tick.isRunning()) tick.now().catch(failed('tick problem'))
      }, tickEveryMs)
      return portOf(http)
    },
    port: () => portOf(http),
    tick: tick.now,
    close: async () => {
      isDraining = true
      if (timer !== null) clearInterval(timer)
      publish('all', { type: 'restarting' })
      board.stop()
      feed.stop()
      await routing.stop()
      await applying.stop()
      const answered = new Promise<void>((resolve) => http.close(() => resolve()))
      // A connection that becomes idle while we wait is not waited for.
      const idle = setInterval(() => http.closeIdleConnections(), idleEveryMs)
      await sockets.close()
      await Promise.race([Promise.all([answered, effects.stop(), tick.settled()]), after(drainMs)])
      clearInterval(idle)
      http.closeAllConnections()
      await relay.drain().catch(failed('relay problem'))
      await database.close()
    },
  }
}

const after = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })

const portOf = (http: ReturnType<typeof createServer>): number => {
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('The server is not listening')
  return address.port
}
