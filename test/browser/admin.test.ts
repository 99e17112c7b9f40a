import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { type BrowserWorld, barriersIn, createBrowserWorld, type Desk } from '../support/browser-world.ts'
import { serviceLine } from '../support/world.ts'

const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['SCREENSHOTS']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

describe('an administrator changes lines, hours, menus and queues in the browser', function () {
  this.timeout(90_000)
  let world: BrowserWorld
  let devi: Desk
  let page: Page
  before(async () => {
    world = await createBrowserWorld()
    devi = await world.seat('devi')
    page = devi.page
    await world.agent('priya')
  })
  after(() => world.close())
  afterEach(() => expect(devi.faults.filter((fault) => !/4(09|22)/.test(fault))).to.deep.equal([]))
  const hears = async (words: RegExp) => {
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.waitForHeard(words)
    call.hangUp()
    await call.waitForState('completed')
  }
  const goTo = async (name: string) => {
    await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name }).click()
    // The pages have fields of the same name: those of the one before must be gone.
    await page.getByRole('heading', { name, level: 1 }).waitFor()
  }

  it('J22: closes one day early: previewed, saved, heard at once, in the history, and undone', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await page.getByRole('heading', { name: 'Lines and numbers', level: 1 }).waitFor()
    expect(await barriersIn(page)).to.deep.equal([])
    await picture(page, 'lines')
    await goTo('Opening hours')
    await page.getByLabel('Line', { exact: true }).selectOption({ label: 'Service line, 020 7946 0900' })
    // The line is asked for first: a key pressed before it is there has nothing to add to.
    await page.getByRole('group', { name: 'Exception 1' }).waitFor()
    await page.getByRole('heading', { name: 'Opening hours', level: 1 }).focus()
    await page.keyboard.press('Shift+A')
    const exception = page.getByRole('group', { name: 'Exception 2' })
    await exception.getByLabel('Day').fill('2026-10-07')
    await exception.getByLabel('Why').fill('branch meeting')
    await exception.getByRole('button', { name: 'Add a period' }).click()
    await exception.getByLabel('to', { exact: true }).fill('08:00')
    await page.getByRole('button', { name: 'Save opening hours' }).click()
    await exception.getByText(/Closes before it opens/).waitFor()
    await page.getByText('This cannot be saved yet').waitFor()
    expect(await exception.getByLabel('Why').inputValue()).to.equal('branch meeting')
    expect(await barriersIn(page)).to.deep.equal([])
    await picture(page, 'hours-refused')
    await exception.getByLabel('to', { exact: true }).fill('17:00')

    const preview = page.getByRole('region', { name: 'What would a caller hear?' })
    await preview.getByLabel(/At this minute/).fill('2026-10-07T17:00')
    await preview.getByRole('button', { name: 'Show' }).click()
    await preview.getByRole('heading', { name: /At 16:59 Open/ }).waitFor()
    await preview.getByRole('heading', { name: /At 17:00 Closed/ }).waitFor()
    await preview.getByText(/We open Thursday at half past eight/).waitFor()
    await picture(page, 'hours-preview')

    await page.keyboard.press('Control+Enter')
    await page.getByText('Opening hours saved. The next call hears them.').waitFor()
    const history = page.getByRole('region', { name: 'History' })
    await history.getByText('08:30 to 17:00 (branch meeting)').waitFor()
    await history.getByText('Devi Rao').first().waitFor()
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await page.getByText('Put back. The next call hears it.').waitFor()
    await exception.waitFor({ state: 'detached' })
    expect(await barriersIn(page)).to.deep.equal([])
    expect((await devi.page.title()).startsWith('Opening hours')).to.equal(true)
  })

  it('drafts a menu, is told what is wrong with it, publishes it, and the next call hears it', async () => {
    await goTo('Call menu')
    await page.getByLabel('Line', { exact: true }).selectOption({ label: 'Service line, 020 7946 0900' })
    const step = page.getByRole('region', { name: 'Step' })
    const tree = page.getByRole('navigation', { name: 'Steps of the menu' })
    await step.getByLabel('What the caller hears before the keys').fill('Hello from the new menu.')
    await step.getByRole('button', { name: 'Add a key' }).click()
    await step.getByLabel('It leads to').selectOption('menu')
    await page.getByRole('button', { name: 'Save and check the draft' }).click()
    await page.getByRole('heading', { name: '3 things to put right before it can be published' }).waitFor()
    await step.getByText('A dead end: no key does anything here. Add one.').waitFor()
    expect(await barriersIn(page)).to.deep.equal([])
    await picture(page, 'menu-refused')
    await hears(/please tell us what you need/i)
    const [telephone] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Call the draft now in the simulator' }).click(),
    ])
    await page.getByText('For ten minutes that telephone hears the draft as last saved.').waitFor()
    await telephone.close()
    const trial = world.simulator.phone('+447700900991').call(serviceLine)
    await trial.waitForHeard(/hello from the new menu/i)
    trial.hangUp()
    await step.getByLabel('“For …”').fill('pay and hours')
    await step.getByLabel('What the caller hears before the keys').fill('About pay.')
    await step.getByRole('button', { name: 'Add a key' }).click()
    await step.getByLabel('“For …”').fill('wages not paid')
    await tree.getByRole('button', { name: /1 wages not paid: Advice/ }).waitFor()
    await page.getByRole('heading', { name: 'Call menu', level: 1 }).focus()
    await page.keyboard.press('Shift+P')
    await page.getByText('Published. The next call hears it.').waitFor()
    await hears(/hello from the new menu.*for pay and hours, press 5/i)
    const history = page.getByRole('region', { name: 'History' })
    await history.getByText('Menu published').waitFor()
    await picture(page, 'menu-published')
    await history.getByRole('button', { name: 'Undo this change' }).click()
    await history.getByRole('button', { name: 'Put this one back' }).waitFor()
    await hears(/please tell us what you need/i)
  })

  it('adds, orders and deletes a queue; one that is in use says why it stays', async () => {
    await goTo('Queues')
    await page.getByRole('button', { name: 'Add a queue' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add a queue' })
    await dialog.getByLabel('Name').fill('Advice')
    await dialog.getByLabel('advice', { exact: false }).first().check()
    await dialog.getByLabel('answered within seconds').fill('soon')
    await dialog.getByRole('button', { name: 'Add queue' }).click()
    await dialog.getByText('Another queue has this name.').waitFor()
    await dialog.getByText('Between 5 seconds and an hour.').waitFor()
    expect(await dialog.getByLabel('answered within seconds').inputValue()).to.equal('soon')
    expect(await barriersIn(page)).to.deep.equal([])
    await picture(page, 'queue-refused')
    await dialog.getByLabel('Name').fill('Night')
    await dialog.getByLabel('answered within seconds').fill('600')
    await dialog.getByRole('button', { name: 'Add queue' }).click()
    const table = page.getByRole('region', { name: 'Queues' })
    await table.getByRole('row', { name: /Night.*80 % in 10 min/ }).waitFor()
    await page.getByRole('button', { name: 'Move Night up' }).click()
    await page.getByText(/Order changed/).waitFor()
    await table.locator('.field-hint', { hasText: 'The menu of Service line leads to it.' }).first().waitFor()
    await picture(page, 'queues')
    await page.getByRole('button', { name: 'Delete Night' }).click()
    await page.getByText('Night is deleted.').waitFor()
    await table.getByRole('row', { name: /Night/ }).waitFor({ state: 'detached' })
  })

  it('puts a queue back, and removes a line whose number another answers', async () => {
    await goTo('Queues')
    await page.getByRole('button', { name: 'Edit Existing cases' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('answered within seconds').fill('999')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('row', { name: /Existing cases.*999 s/ }).waitFor()
    const history = page.getByRole('region', { name: 'History' })
    await history.getByRole('button', { name: 'Undo this change' }).first().click()
    await page.getByText('Put back. The next call follows it.').waitFor()
    await page.getByRole('row', { name: /Existing cases.*999 s/ }).waitFor({ state: 'detached' })

    await goTo('Lines and numbers')
    await page.getByRole('button', { name: 'Remove Scottish line' }).click()
    await dialog.getByRole('button', { name: 'Remove Scottish line' }).click()
    await dialog.getByText(/Its number still leads here/).waitFor()
    expect(await barriersIn(page)).to.deep.equal([])
    await picture(page, 'remove-line')
    await dialog.getByLabel(/Who answers/).selectOption({ label: 'Service line' })
    await page.keyboard.press('Control+Enter')
    await page.getByText(/Service line answers its number/).waitFor()
    await picture(page, 'removed-line')
    await page.getByRole('button', { name: 'Use Scottish line again' }).click()
    await page.getByRole('row', { name: /Scottish line/ }).waitFor()
  })

  it('F4: a supervisor closes a line with the keyboard, and everybody sees it', async () => {
    const lorna = await world.seat('lorna')
    await lorna.page.getByRole('link', { name: 'Live' }).click()
    const lines = lorna.page.getByRole('region', { name: 'Lines' })
    await lines.getByRole('row', { name: /Scottish line.*Open/ }).waitFor()
    await lorna.page.keyboard.press('Shift+X')
    const dialog = lorna.page.getByRole('dialog')
    await dialog.getByLabel('Line', { exact: true }).selectOption({ label: 'Service line' })
    expect(await barriersIn(lorna.page)).to.deep.equal([])
    await picture(lorna.page, 'close-line')
    await dialog.getByRole('button', { name: 'Close the line' }).click()
    await lines.getByRole('row', { name: /Service line.*Closed by hand/ }).waitFor()
    await hears(/cannot take calls just now\. we open/i)
    await goTo('Lines and numbers')
    await page.getByRole('row', { name: /Service line.*Closed by hand: Emergency/ }).waitFor()
    await lines.getByRole('button', { name: 'Open Service line again' }).click()
    await lines.getByRole('row', { name: /Service line.*Open/ }).waitFor()
    expect(await barriersIn(lorna.page)).to.deep.equal([])
    await hears(/please tell us what you need/i)
  })

  it('fits 320 pixels without scrolling sideways', async () => {
    await page.setViewportSize({ width: 320, height: 700 })
    for (const name of ['Lines and numbers', 'Opening hours', 'Call menu', 'Queues', 'People and skills']) {
      await goTo(name)
      await page.getByRole('heading', { name, level: 1 }).waitFor()
      await page
        .getByRole('region', { name: /History|Lines/ })
        .first()
        .waitFor()
      const over = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(over, name).to.be.at.most(0)
      await picture(page, `small-${name}`)
    }
  })
})
