import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import {
  besideTheDoor,
  crossedRings,
  entangledFeatures,
  importsOf,
  impureDomain,
  rings,
  type Sources,
  statesWrittenOutside,
} from './support/architecture.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const readSources = (): Sources => {
  const folders = ['server', 'client', 'migrations', 'simulator', 'scripts', 'bench', 'test']
  return new Map(
    folders
      .filter((folder) => existsSync(join(root, folder)))
      .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')] as const)
      // This file quotes every mistake there is.
      .filter(([path]) => path !== 'test/architecture.test.ts'),
  )
}

const planted = (path: string, text: string): Sources => new Map([[path, text]])

describe('the architecture', () => {
  const sources = readSources()

  it('was read: every ring has files, and their imports were found', () => {
    for (const { folder } of rings)
      if (folder !== 'server' && folder !== 'bench')
        expect(
          [...sources.keys()].some((path) => path.startsWith(`${folder}/`)),
          folder,
        ).to.equal(true)
    const imports = [...sources].flatMap(([path, text]) => importsOf(path, text))
    expect(sources.size).to.be.greaterThan(300)
    expect(imports.length).to.be.greaterThan(sources.size)
    expect(importsOf('server/app.ts', sources.get('server/app.ts') ?? '')).to.deep.include({
      target: 'server/commands/ports.ts',
      isOurs: true,
    })
  })

  const rules = [
    {
      says: 'lets each ring import only what is inside it',
      broken: crossedRings,
      mistakes: [
        ['server/domain/offer.ts', "import { tables } from '../adapters/db/columns.ts'"],
        ['server/domain/offer.ts', "import type { Refused } from '../contract/refusals.ts'"],
        ['server/domain/offer.ts', "import { readFileSync } from 'node:fs'"],
        ['server/domain/routing/order.ts', "export { now } from '../../adapters/system/clock.ts'"],
        ['server/contract/briefs.ts', "import express from 'express'"],
        ['server/contract/briefs.ts', "import type { Contact } from '../domain/records.ts'"],
        ['server/commands/accept-offer.ts', "import { connect } from '../adapters/db/connect.ts'"],
        ['server/commands/accept-offer.ts', "const twilio = await import('twilio')"],
        ['server/commands/accept-offer.ts', "import knex from 'knex'"],
        ['server/views/live-view.ts', "import { acceptOffer } from '../commands/accept-offer.ts'"],
        ['server/views/live-view.ts', "import { createLog } from '../adapters/system/log.ts'"],
        ['server/adapters/http/health.ts', "import { createRelay } from '../../worker/relay.ts'"],
        ['server/app.ts', "import { phones } from '../simulator/phones/phones.ts'"],
        ['client/src/live.ts', "import { contactMoves } from '../../server/domain/contact.ts'"],
        ['client/src/live.ts', "import { accounts } from '../../simulator/demo-account.ts'"],
        ['simulator/rest/paging.ts', "import { isSigned } from '../../server/adapters/twilio/signature.ts'"],
        ['simulator/rest/paging.ts', "import type { OfferView } from '../../server/contract/phone-views.ts'"],
        ['migrations/202601010000-x.ts', "import { tables } from '../server/adapters/db/columns.ts'"],
        ['elsewhere/x.ts', ''],
      ],
      fine: [
        [
          'server/domain/offer.ts',
          "import type { Offer } from './records.ts'\nimport { DateTime } from 'luxon'",
        ],
        ['server/domain/offer.ts', "// import { x } from '../adapters/db/columns.ts'\n/* from 'knex' */"],
        ['server/commands/accept-offer.ts', "import { settle } from '../domain/offer.ts'"],
        ['server/views/live-view.ts', "import { tables } from '../adapters/db/columns.ts'"],
        ['client/src/live.ts', "import type { OfferView } from '../../server/contract/phone-views.ts'"],
      ],
    },
    {
      says: 'keeps features apart, and the kit free of features',
      broken: entangledFeatures,
      mistakes: [
        ['client/src/features/thread/composer.tsx', "import { Dock } from '../phone/dock.tsx'"],
        ['client/src/features/contact/contact-form.tsx', "import { WorkPage } from '../work/work-page.tsx'"],
        ['client/src/ui/button.tsx', "import { Dock } from '../features/phone/dock.tsx'"],
      ],
      fine: [
        ['client/src/features/work/work-page.tsx', "import { T } from '../thread/thread-canvas.tsx'"],
        ['client/src/frame/frame.tsx', "import { Dock } from '../features/phone/dock.tsx'"],
      ],
    },
    {
      says: 'has one door to the Voice SDK',
      broken: besideTheDoor,
      mistakes: [
        ['client/src/softphone/softphone.ts', "import { Device } from '@twilio/voice-sdk'"],
        ['client/src/features/phone/dock.tsx', "import type { Call } from '@twilio/voice-sdk'"],
        ['simulator/signalling/frames.ts', "const sdk = await import('@twilio/voice-sdk')"],
      ],
      fine: [['client/src/softphone/twilio-device.ts', "import { Device } from '@twilio/voice-sdk'"]],
    },
    {
      says: 'keeps clock, chance and the outside out of the domain',
      broken: impureDomain,
      mistakes: [
        ['server/domain/offer.ts', 'const now = new Date()'],
        ['server/domain/offer.ts', 'const now = Date.now()'],
        ['server/domain/offer.ts', 'const id = Math.random()'],
        ['server/domain/offer.ts', 'const now = DateTime.utc()'],
        ['server/domain/offer.ts', 'const id = crypto.randomUUID()'],
        ['server/domain/offer.ts', 'const isDemo = process.env.DEMO'],
        ['server/domain/offer.ts', 'setTimeout(expire, 20_000)'],
      ],
      fine: [
        ['server/domain/offer.ts', 'const at = new Date(now)'],
        ['server/domain/offer.ts', '// never Date.now() here\nconst at = Date.parse(now)'],
        ['server/commands/accept-offer.ts', 'const id = Math.random()'],
      ],
    },
    {
      says: 'writes the state of a contact, an offer or a presence in the domain only',
      broken: statesWrittenOutside,
      mistakes: [
        ['server/commands/accept-offer.ts', "await stores.contacts.save({ ...contact, state: 'connected' })"],
        ['server/commands/expire-offers.ts', "offer.state = 'expired'"],
        ['server/worker/routing.ts', "const idle = { ...presence, occupancy: 'idle' as const }"],
        ['server/adapters/db/stores/contacts.ts', "update(tables.contacts, { state: 'ended' })"],
      ],
      fine: [
        ['server/domain/offer.ts', "return { ...offer, state: 'expired' }"],
        ['server/commands/hold.ts', "if (contact.state === 'connected') return null"],
        ['server/adapters/db/stores/contacts.ts', "rows.where({ state: 'waiting' })"],
        ['server/adapters/twilio/breaker.ts', "return { state: 'open' }"],
      ],
    },
  ] as const

  for (const { says, broken, mistakes, fine } of rules) {
    it(says, () => {
      expect(broken(sources)).to.deep.equal([])
    })
    it(`${says}: and would notice`, () => {
      for (const [path, text] of mistakes)
        expect(broken(planted(path, text)), `${path}: ${text}`).to.have.lengthOf(1)
      for (const [path, text] of fine)
        expect(broken(planted(path, text)), `${path}: ${text}`).to.deep.equal([])
    })
  }
})
