/** A person's first steps in the console, done by hand in a browser, as one of the demo's people. */
import type { Page } from 'playwright-core'

const password = 'branchline-demo'

export async function signIn(page: Page, name: string): Promise<void> {
  await page.getByLabel('Email').fill(`${name}@demo.branchline.test`)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
}

/** Tests the headset and says "I am ready". Resolves when calls can come. */
export async function startShift(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start my shift' }).click()
  await page.getByText('We can hear you').waitFor()
  await page.getByRole('button', { name: 'I am ready' }).click()
  await page.getByText('Phone ready').waitFor()
}

export const dockOf = (page: Page) => page.getByRole('region', { name: 'Phone', exact: true })
