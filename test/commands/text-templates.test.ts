import { expect } from 'chai'
import { receiveText } from '../../server/commands/receive-text.ts'
import { sendText } from '../../server/commands/send-text.ts'
import {
  addTemplate,
  changeTemplate,
  putTemplateBack,
  removeTemplate,
} from '../../server/commands/text-templates.ts'
import { adminTemplatesView, filledTemplates } from '../../server/views/template-views.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk, textNumber } from './desk.ts'

const aisha = '+447700900117'

describe('templates of texts', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))

    const deps = () => ({
      read: desk.database.read,
      engine: desk.database.engine,
      clock: { now: () => monday },
    })
    const view = () => adminTemplatesView(deps())
    const named = async (name: string) => (await view()).templates.find((one) => one.name === name)
    const add = (name: string, body: string) => desk.run(addTemplate, { name, body }, demo.priya)
    const newest = async () => {
      const [first] = (await view()).history
      if (!first) throw new Error('no history')
      return first
    }

    it('are added, changed, removed and put back, each change in the history', async () => {
      const { templateId } = granted(await add(' Thanks ', 'Thank you, {first name}.'))
      expect(await named('Thanks')).to.deep.include({
        body: 'Thank you, {first name}.',
        fields: ['first name'],
      })
      const change = (version: number, body: string) =>
        desk.run(changeTemplate, { templateId, version, template: { name: 'Thanks', body } }, demo.priya)
      granted(await change(1, 'Many thanks, {first name}.'))
      expect(await change(1, 'Other')).to.deep.equal({ refused: 'stale-version' })
      const events = await desk.eventsOf(async () => granted(await change(2, 'Many thanks, {first name}. ')))
      expect(events, 'the same again').to.deep.equal([])
      const changed = await newest()
      expect(changed).to.deep.include({
        heading: 'Template Thanks changed',
        part: 'template',
        isCurrent: true,
        by: 'Priya Nair',
        changes: [{ what: 'Text', before: 'Thank you, {first name}.', after: 'Many thanks, {first name}.' }],
      })
      granted(await desk.run(putTemplateBack, { seq: changed.seq, side: 'before' as const }, demo.priya))
      expect((await named('Thanks'))?.body).to.equal('Thank you, {first name}.')

      const version = (await named('Thanks'))?.version ?? 0
      granted(await desk.run(removeTemplate, { templateId, version }, demo.priya))
      expect(await named('Thanks')).to.equal(undefined)
      const removed = await newest()
      expect(removed).to.include({ heading: 'Template Thanks removed', part: 'template' })
      // Its name is free meanwhile; then it cannot come back beside the other.
      const other = granted(await add('thanks', 'Ta'))
      const back = () => desk.run(putTemplateBack, { seq: removed.seq, side: 'before' as const }, demo.priya)
      expect(await back()).to.deep.include({ refused: 'bad-settings' })
      granted(await desk.run(removeTemplate, { templateId: other.templateId, version: 1 }, demo.priya))
      granted(await back())
      expect((await newest()).heading).to.equal('Template Thanks put back')
    })

    it('of two people who take one name at once, one is refused', async () => {
      const taken = await Promise.allSettled([add('Twice', 'One'), add('Twice', 'Two')])
      const kept = (await view()).templates.filter(({ name }) => name === 'Twice')
      expect(kept).to.have.lengthOf(1)
      expect(taken).to.have.lengthOf(2)
    })

    it('are filled from the conversation, and what is missing is listed and not sent', async () => {
      granted(await add('Next', 'Hello {first name}, {case number}: {owner}. {my name}'))
      const texted = async (from: string) => {
        await desk.run(
          receiveText,
          { messageSid: `SM-${from}`, from, to: textNumber, body: 'Hello', media: [] },
          'twilio',
        )
        const thread = await desk.ask((stores) => stores.threads.byNumbers(from, textNumber))
        return thread?.id ?? ''
      }
      const filled = async (threadId: string) =>
        (await filledTemplates(deps(), { threadId, writer: 'Sam Okafor' }))?.templates.find(
          ({ name }) => name === 'Next',
        )
      const known = await filled(await texted(aisha))
      expect(known).to.deep.include({ text: 'Hello Aisha, CX-10482: Marcus. Sam', missing: [] })

      const stranger = await texted('+447911199001')
      const unknown = await filled(stranger)
      expect(unknown?.missing).to.deep.equal(['first name', 'owner'])
      const send = (body: string) =>
        desk.run(
          sendText,
          {
            threadId: stranger,
            personId: demo.sam,
            clientId: `client-${body}`,
            body,
            kind: 'text' as const,
            seenMessageId: null,
          },
          demo.sam,
        )
      const before = await desk.count('messages', { thread_id: stranger })
      expect(await send(unknown?.text ?? '')).to.deep.equal({
        refused: 'fields-unfilled',
        detail: 'Not filled in: first name, owner. Fill it or take it out.',
      })
      expect(await desk.count('messages', { thread_id: stranger })).to.equal(before)
      granted(await send('Hello, we look into {it}.'))
      expect(await filledTemplates(deps(), { threadId: 'nothing', writer: 'Sam' })).to.equal(null)
    })
  })
})
