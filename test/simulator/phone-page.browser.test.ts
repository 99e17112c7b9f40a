import { AxeBuilder } from '@axe-core/playwright'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { hasTone } from '../../simulator/media/tones.ts'
import { createSimulator } from '../../simulator/simulator.ts'
import { buildPhonePage, launchBrowser, microphoneHertz, openPage } from './phone-page-browser.ts'
import { serviceLine, startTinyProduct, type TinyProduct, textLine } from './tiny-product.ts'

const priya = { number: '+442079460018', name: 'Priya Nair', note: 'a nurse' }
const tom = { number: '+447700900117', name: 'Tom Bell', note: '' }

/** Asks again every 50 ms; rejects after ten seconds. */
async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 10_000
  while (!(await check())) {
    if (Date.now() > giveUpAt) throw new Error(`never so: ${check.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

describe('the phone page', function () {
  this.timeout(40_000)
  let browser: Browser
  let pageDirectory: string
  let product: TinyProduct
  let page: Page
  let faults: string[]

  before(async () => {
    pageDirectory = await buildPhonePage()
    browser = await launchBrowser()
  })
  after(() => browser?.close())

  beforeEach(async () => {
    product = await startTinyProduct({ pageDirectory, callers: [priya, tom] })
    product.on(
      '/voice',
      '<Response><Gather action="/menu" numDigits="1" timeout="120"><Say>For advice press 1.</Say></Gather></Response>',
    )
    product.on('/menu', '<Response><Enqueue waitUrl="/wait">Advice</Enqueue></Response>')
    product.on(
      '/wait',
      (params) =>
        `<Response><Say>You are number ${params['QueuePosition']}.</Say><Pause length="600"/></Response>`,
    )
    product.on('/room', '<Response><Dial><Conference>contact-1</Conference></Dial></Response>')
    ;({ page, faults } = await openPage(browser, product.simulator.url))
  })
  afterEach(async () => {
    await page.context().close()
    await product.close()
    expect(faults).to.deep.equal([])
  })

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const captions = () => page.getByRole('log', { name: 'Captions' })
  const state = (words: string) => page.getByRole('status').filter({ hasText: words }).waitFor()
  const happened = (words: string | RegExp) =>
    page.getByRole('region', { name: 'Events, oldest first' }).getByText(words).first().waitFor()
  const call = async () => {
    await button('Call').click()
    await captions().getByText('For advice press 1.').waitFor()
  }

  it('rings the line that its address names, and the first of the account when it names none', async () => {
    const line = page.getByLabel('You call')
    await until(async () => (await line.inputValue()) !== '')
    const first = await line.inputValue()
    const other = first === textLine ? serviceLine : textLine
    await page.goto(`${product.simulator.url}/?line=${encodeURIComponent(other)}`)
    await until(async () => (await line.inputValue()) === other)
    await page.goto(`${product.simulator.url}/?line=${encodeURIComponent('+440000')}`)
    await until(async () => (await line.inputValue()) === first)
  })

  it('calls as somebody, shows the prompt, takes a typed key, waits in the queue and hangs up', async () => {
    await call()
    await state('In the menu')
    await page.keyboard.press('1')
    expect(await product.waitFor('/menu')).to.include({ Digits: '1', From: priya.number, To: serviceLine })
    await captions().getByText('You pressed 1').waitFor()
    await captions().getByText('You are number 1.').waitFor()
    await state('Waiting, number 1 in the queue')
    await happened('Asked the product what to do: Priya Nair is ringing')
    await happened('The product answered: say “For advice press 1.”, and listen for a key')
    await happened('Asked the product what follows key 1')
    await button('Hang up').click()
    await product.waitFor('/status', (params) => params['CallStatus'] === 'completed')
    await state('Call ended')
    // The focus went with the button that took the place.
    expect(await page.evaluate('document.activeElement.id')).to.equal('call')
  })

  it('has real keys, and leaves digits typed into a text box alone', async () => {
    product.on(
      '/voice',
      '<Response><Gather action="/menu" numDigits="2" timeout="120"><Say>For advice press 1.</Say></Gather></Response>',
    )
    await call()
    await page.getByLabel('Your text').pressSequentially('12')
    await page.getByLabel('Say in a machine’s voice').pressSequentially('3')
    await page.getByRole('group', { name: 'Keypad' }).getByRole('button', { name: 'Star' }).click()
    await page.getByRole('group', { name: 'Keypad' }).getByRole('button', { name: '5' }).click()
    expect(await product.waitFor('/menu')).to.include({ Digits: '*5' })
    expect(await page.getByLabel('Your text').inputValue()).to.equal('12')
  })

  it('rings as a withheld and as an unknown number', async () => {
    await page.getByLabel('You are').selectOption({ label: 'A withheld number' })
    await call()
    expect(await product.waitFor('/voice')).to.include({ From: 'anonymous' })
    await page.getByText('A withheld number cannot text.').waitFor()
    await page.getByLabel('You are').selectOption({ label: 'Another number…' })
    await page.getByLabel('Your number').fill('07700 900 321')
    await call()
    await product.waitFor('/voice', (params) => params['From'] === '+447700900321')
  })

  it('texts and is answered, with a photo', async () => {
    product.on('/sms', '<Response><Message>Thanks for texting the union.</Message></Response>')
    await page.getByLabel('Your text').fill('Is my overtime paid?')
    await page.getByText('Send a photo').click()
    await button('Add a sample payslip').click()
    await button('Send').click()
    const texts = page.getByRole('log', { name: 'Texts so far' })
    await texts.getByText('Is my overtime paid?').waitFor()
    await texts.getByText('Thanks for texting the union.').waitFor()
    await texts.getByText('Delivered to you').waitFor()
    expect(await product.waitFor('/sms')).to.include({
      Body: 'Is my overtime paid?',
      From: priya.number,
      To: textLine,
      NumMedia: '1',
      MediaContentType0: 'image/jpeg',
    })
    const photo = texts.getByRole('img', { name: 'Photo you sent' })
    await photo.waitFor()
    expect(await page.evaluate('document.querySelector(".bubble img").naturalWidth')).to.equal(480)
    expect(await page.getByLabel('Your text').inputValue()).to.equal('')
  })

  it('gives back a text that could not be sent', async () => {
    await page.route('**/control/messages', (route) => route.abort())
    await page.getByLabel('Your text').fill('Do not lose me')
    await page.getByLabel('Your text').press('Enter')
    await page.getByRole('alert').getByText('The simulator does not answer.').waitFor()
    await until(async () => (await page.getByLabel('Your text').inputValue()) === 'Do not lose me')
    await page.unroute('**/control/messages')
    await page.getByLabel('Your text').press('Enter')
    expect(await product.waitFor('/sms')).to.include({ Body: 'Do not lose me' })
    // The browser itself logs the request that failed.
    faults.splice(0)
  })

  it('is rung, answers, and hears', async () => {
    product.on('/back', '<Response><Say>The union calling back.</Say><Pause length="600"/></Response>')
    await product.client.calls.create({ to: priya.number, from: serviceLine, url: `${product.url}/back` })
    await page.getByText(/is ringing you/).waitFor()
    expect(await page.title()).to.contain('Ringing')
    await button('Answer').press('Enter')
    await captions().getByText('The union calling back.').waitFor()
    await until(async () => (await page.evaluate('document.activeElement.id')) === 'hang-up')
    await button('Hang up').click()
    await state('Call ended')
  })

  it('talks with a canned voice to the other party, who is heard in captions', async () => {
    product.on('/voice', '<Response><Dial><Conference>contact-1</Conference></Dial></Response>')
    const other = product.simulator.phone(tom.number).call(serviceLine)
    await button('Call').click()
    await state('Talking')
    await page.getByLabel('Say in a machine’s voice').fill('Is anybody there?')
    await page.getByLabel('Say in a machine’s voice').press('Enter')
    await other.waitForHeard('Is anybody there?')
    await captions().getByText('You: Is anybody there?').waitFor()
    await other.say('Here I am.')
    await captions().getByText('Tom Bell: Here I am.').waitFor()
    await happened('Tom Bell joined the conversation')
  })

  it('talks with the microphone and hears the other side', async () => {
    product.on('/voice', '<Response><Dial><Conference beep="false">contact-1</Conference></Dial></Response>')
    const other = product.simulator.phone(tom.number).call(serviceLine)
    await button('Use my microphone').click()
    await page.getByText('On: you talk and hear during calls.').waitFor()
    await button('Call').click()
    await state('Talking')
    await captions().getByText('sound joined: you can listen here').waitFor()
    await until(() => hasTone(other.audio({ lastMs: 400 }), microphoneHertz))
    void other.tone(440, 10_000)
    await until(async () => Math.abs((await page.evaluate<number>('window.loudestHertz()')) - 440) < 12)
  })

  it('only listens, without a microphone, and nobody hears the room', async () => {
    product.on('/voice', '<Response><Dial><Conference beep="false">contact-1</Conference></Dial></Response>')
    const other = product.simulator.phone(tom.number).call(serviceLine)
    await button('Only listen').click()
    await button('Call').click()
    await state('Talking')
    void other.tone(440, 10_000)
    await until(async () => Math.abs((await page.evaluate<number>('window.loudestHertz()')) - 440) < 12)
    expect(hasTone(other.audio({ lastMs: 400 }), microphoneHertz)).to.equal(false)
    // Turning the microphone on instead is one press; the two are never on together.
    await button('Use my microphone').click()
    await until(() => hasTone(other.audio({ lastMs: 400 }), microphoneHertz))
    expect(await button('Only listen').getAttribute('aria-pressed')).to.equal('false')
  })

  it('turns on bad luck and a crowd, and both off again', async () => {
    const { simulator } = product
    await page.getByText('What goes wrong between Twilio and the product').click()
    await page.getByLabel('Webhooks sent twice').focus()
    await page.keyboard.press('End')
    await page.getByText('1 on').waitFor()
    expect(simulator.exchange.kindness.switches().doubled).to.equal(1)
    await page.getByLabel('Twilio’s REST API').selectOption('500')
    await page.getByText('2 on').waitFor()
    expect(simulator.exchange.kindness.switches().rest).to.equal('500')
    await button('All is well again').click()
    await page.getByText('all is well', { exact: true }).waitFor()
    expect(simulator.exchange.kindness.switches()).to.include({ doubled: 0, rest: 'ok' })

    await button('Make it busy: 5 callers').click()
    await page.getByText('Other telephones in use: 5').waitFor()
    await page.getByText('Other telephones in use: 5').click()
    await page
      .getByRole('button', { name: /^Be them/ })
      .first()
      .click()
    await page.getByText('Other telephones in use: 4').waitFor()
    await captions().getByText('You pressed 1').waitFor()
    expect(await page.getByLabel('You are').inputValue()).to.equal('other')
    await button('Stop: they all hang up').click()
    await page.getByText('Other telephones in use: 0').waitFor()
  })

  it('shows complaints apart, and the raw message on demand', async () => {
    product.on('/voice', '<Response><Whistle/></Response>')
    await button('Call').click()
    await page.getByText(/complaints?: Twilio would have logged/).waitFor()
    await page.getByLabel('Show', { exact: true }).selectOption('complaints')
    const events = page.getByRole('region', { name: 'Events, oldest first' })
    await events
      .getByText(/Whistle/)
      .first()
      .waitFor()
    expect(await events.getByText('Webhook').count()).to.equal(0)
    await events.getByText('Show raw').first().click()
    await events.getByText('<Response><Whistle/></Response>').first().waitFor()
  })

  it('says so when the simulator is gone, and shows the whole again when it is back', async () => {
    const { port } = product.simulator
    await call()
    await product.simulator.close()
    await page.getByText('The simulator does not answer. Trying again…').waitFor()
    const again = await createSimulator({
      port,
      publicUrl: product.url,
      speed: 'fast',
      callers: [priya, tom],
      pageDirectory,
      numbers: [{ phoneNumber: serviceLine, voiceUrl: `${product.url}/voice` }],
    })
    try {
      await state('Ready to call')
      await call()
      await happened('Asked the product what to do: Priya Nair is ringing')
      expect(await captions().getByText('For advice press 1.').count()).to.equal(1)
    } finally {
      await page.goto('about:blank')
      await again.close()
      // The browser itself logs each attempt to reach what was not there.
      faults.splice(0)
    }
  })

  it('teaches the first steps once', async () => {
    await page.getByRole('heading', { name: 'First steps' }).waitFor()
    await call()
    await page.getByRole('listitem').filter({ hasText: 'Press Call below' }).getByText('Done').waitFor()
    await button('Hide these steps').click()
    await page.reload()
    await button('Show the first steps').waitFor()
    expect(await page.getByRole('heading', { name: 'First steps' }).count()).to.equal(0)
    // A reload is no hang-up: the call and its captions are still here.
    await captions().getByText('For advice press 1.').waitFor()
    await button('Hang up').waitFor()
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`is without faults that axe sees, in a call with everything opened, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      product.on('/sms', '<Response><Message>Thanks.</Message><Whistle/></Response>')
      await call()
      await page.getByLabel('Your text').fill('Hello')
      await button('Send').click()
      await page.getByText('Delivered to you').waitFor()
      await button('Make it busy: 5 callers').click()
      await page.getByText('Other telephones in use: 5').waitFor()
      await page.getByText('Show raw').first().click()
      await page.evaluate('for (const one of document.querySelectorAll("details:not(.raw)")) one.open = true')
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).to.deep.equal([])
    })
  }

  it('fits 320 pixels', async () => {
    await page.setViewportSize({ width: 320, height: 640 })
    await call()
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(320)
  })
})
