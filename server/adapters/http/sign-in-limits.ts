import { RateLimiterMemory } from 'rate-limiter-flexible'

/**
 * Guessing a password: ten tries for one account from one address in fifteen minutes, a hundred from one address
 * altogether. Per account *and* address, so that nobody can lock a colleague out from elsewhere.
 */
const windowSeconds = 15 * 60
export const triesPerAccount = 10
const triesPerAddress = 100

export const createSignInLimits = () => {
  const accounts = new RateLimiterMemory({ points: triesPerAccount, duration: windowSeconds })
  const addresses = new RateLimiterMemory({ points: triesPerAddress, duration: windowSeconds })
  const accountKey = (email: string, address: string) => `${email} ${address}`

  return {
    /** Counts a try before its password is looked at (so that a hundred at once are counted too). False: no more now. */
    async mayTry(email: string, address: string): Promise<boolean> {
      const account = await accounts.penalty(accountKey(email, address), 1)
      const whole = await addresses.penalty(address, 1)
      return account.consumedPoints <= triesPerAccount && whole.consumedPoints <= triesPerAddress
    },
    /** The password was right: that try, and the wrong ones before it, are forgotten. */
    async succeeded(email: string, address: string): Promise<void> {
      await accounts.delete(accountKey(email, address))
      await addresses.reward(address, 1)
    },
  }
}
export type SignInLimits = ReturnType<typeof createSignInLimits>
