import { timingSafeEqual } from 'node:crypto'
import type { Account } from '../core/exchange.ts'
import { ApiError } from './api-error.ts'

/** HTTP basic: Account SID with auth token, or API key SID with its secret. Throws 20003. */
export function authenticate(account: Account, header: string | undefined, accountSid: string): void {
  const [scheme, encoded = ''] = (header ?? '').split(' ')
  const [user, ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const password = rest.join(':')
  const known =
    scheme?.toLowerCase() === 'basic' &&
    ((user === account.accountSid && same(password, account.authToken)) ||
      (user === account.apiKeySid && same(password, account.apiKeySecret)))
  if (!known) throw new ApiError(401, 20003, 'Authenticate')
  if (!/^AC[0-9a-f]{32}$/.test(accountSid)) throw new ApiError(401, 20003, 'Authenticate')
}

const same = (a: string, b: string) => {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
