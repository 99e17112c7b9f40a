import { isIPv6 } from 'node:net'
import { RateLimiterMemory } from 'rate-limiter-flexible'

/**
 * Guessing a password: ten tries for one account from one address in fifteen minutes, a hundred from one address
 * altogether. Per account *and* address, so that nobody can lock a colleague out from elsewhere.
 */
const windowSeconds = 15 * 60
export const triesPerAccount = 10
const triesPerAddress = 100

/**
 * Whom an address stands for: an IPv4 address itself, of IPv6 the first 64 bits, because whoever has one of those
 * has all of them (RFC 6177) and would have a fresh address for every guess.
 */
export const networkOf = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(address)) return address
  const [head = '', tail = ''] = (address.split('%')[0] ?? '').split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === '' ? [] : tail.split(':')
  const zeros = address.includes('::')
    ? Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
    : []
  const groups = [...before, ...zeros, ...after].slice(0, 4)
  return groups.map((group) => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':')
}

export const createSignInLimits = () => {
  const accounts = new RateLimiterMemory({ points: triesPerAccount, duration: windowSeconds })
  const addresses = new RateLimiterMemory({ points: triesPerAddress, duration: windowSeconds })
  const accountKey = (email: string, address: string) => `${email} ${networkOf(address)}`

  return {
    /** Counts a try before its password is looked at (so that a hundred at once are counted too). False: no more now. */
    async mayTry(email: string, address: string): Promise<boolean> {
      // The address first: one that guesses on and on fills no memory with the names it makes up.
      const whole = await addresses.penalty(networkOf(address), 1)
      if (whole.consumedPoints > triesPerAddress) return false
      const account = await accounts.penalty(accountKey(email, address), 1)
      return account.consumedPoints <= triesPerAccount
    },
    /** The password was right: that try, and the wrong ones before it, are forgotten. */
    async succeeded(email: string, address: string): Promise<void> {
      await accounts.delete(accountKey(email, address))
      await addresses.reward(networkOf(address), 1)
    },
  }
}
export type SignInLimits = ReturnType<typeof createSignInLimits>
