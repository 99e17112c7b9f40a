import { existsSync } from 'node:fs'
import { loadEnvFile as load } from 'node:process'

/** Settings of `.env` beside package.json, when there is one. What the environment already says wins. */
export const loadEnvFile = (file = '.env'): void => {
  if (existsSync(file)) load(file)
}
