/**
 * The pictures of the README, taken of the running product: `npm start` with an empty `data/` in one terminal, then
 * `npx tsx scripts/screenshots.ts`. A call is made as a newcomer would make it, by what a person sees.
 */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { CHROMIUM_FLAGS, findChromium } from '../test/support/chromium.ts'

const consoleUrl = `http://localhost:${process.env['PORT'] || '3000'}`
const phonesUrl = `http://localhost:${process.env['SIMULATOR_PORT'] || '3001'}`
const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url))
const password = 'branchline-demo'
const serviceLine = '+442079460900'
const aisha = '+447700900117'

const takeOf = (page: Page, name: string) =>
  page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' })

const control = async (method: string, path: string, body?: unknown): Promise<void> => {
  const response = await fetch(`${phonesUrl}/control/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
}

const signedIn = async (browser: Browser, email: string, colorScheme: 'light' | 'dark'): Promise<Page> => {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme,
    permissions: ['microphone'],
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  })
  const page = await context.newPage()
  await page.goto(consoleUrl)
  await page.getByLabel('Email').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation').first().waitFor()
  return page
}

const startShift = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Start my shift' }).first().click()
  await page.getByRole('button', { name: 'I am ready' }).click()
  await page.getByText('Phone ready').waitFor()
}

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [
    ...CHROMIUM_FLAGS,
    '--lang=en-GB',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
  ],
})
try {
  mkdirSync(folder, { recursive: true })
  const priya = await signedIn(browser, 'priya@demo.branchline.test', 'light')
  await startShift(priya)

  const phoneContext = await browser.newContext({
    viewport: { width: 1440, height: 1240 },
    colorScheme: 'light',
    permissions: ['microphone'],
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  })
  const phone = await phoneContext.newPage()
  await phone.goto(phonesUrl)
  await phone.locator('#who').selectOption(aisha)
  await phone.locator('#line').selectOption(serviceLine)
  await phone.getByRole('button', { name: 'Call', exact: true }).click()
  await phone
    .getByText(/press 1/i)
    .first()
    .waitFor({ timeout: 30_000 })
  await phone.getByRole('button', { name: /^1\b/ }).first().click()

  const answer = priya.getByRole('button', { name: /^Answer/ })
  await answer.waitFor({ timeout: 60_000 })
  await answer.click()
  await priya.getByRole('button', { name: /^Hold/ }).waitFor({ timeout: 30_000 })
  await priya
    .getByRole('textbox', { name: 'What did the member say' })
    .fill('Rota for December moved to nights without notice. Has the email from Thursday; sends it on today.')
  await priya
    .getByText(/^Saved/)
    .first()
    .waitFor({ timeout: 10_000 })
  await takeOf(priya, 'console-call')
  await phone.getByLabel('Say in a machine').fill('It was a new rota, and nobody asked us.')
  await phone.getByRole('button', { name: 'Say this' }).click()
  await phone.getByText('It was a new rota').first().waitFor()
  await phone.evaluate('scrollTo(0, 0)')
  await takeOf(phone, 'phone-page')

  await control('POST', 'busy', { to: serviceLine, count: 4, digits: '1', everyMs: 300 })
  const lorna = await signedIn(browser, 'lorna@demo.branchline.test', 'dark')
  await lorna.goto(`${consoleUrl}/live`)
  await lorna
    .getByText(/waiting/i)
    .first()
    .waitFor()
  await lorna.getByRole('row').nth(8).waitFor({ timeout: 30_000 })
  await takeOf(lorna, 'live-dark')
  console.log(`Pictures are in ${folder}`)
} finally {
  await control('POST', 'reset').catch(() => undefined)
  await browser.close()
}
