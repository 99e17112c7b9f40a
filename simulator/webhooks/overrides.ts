/**
 * Connection overrides in a webhook URL's fragment, `#rc=2&rp=ct,5xx&ct=2000&rt=5000&tt=12000`.
 * Defaults and ranges: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 * (as of 2026-11). The fragment never leaves the simulator and is not signed.
 */
export type Overrides = {
  url: string
  retryCount: number
  retryOn: ReadonlySet<string>
  totalTimeoutMs: number
}

const within = (raw: string | null, fallback: number, low: number, high: number): number => {
  const value = Number(raw ?? Number.NaN)
  return Number.isInteger(value) && value >= low && value <= high ? value : fallback
}

export function readOverrides(rawUrl: string, defaultTimeoutMs: number): Overrides {
  const hash = rawUrl.indexOf('#')
  const settings = new URLSearchParams(hash < 0 ? '' : rawUrl.slice(hash + 1))
  return {
    url: hash < 0 ? rawUrl : rawUrl.slice(0, hash),
    retryCount: within(settings.get('rc'), 1, 0, 5),
    retryOn: new Set((settings.get('rp') ?? 'ct').split(',')),
    totalTimeoutMs: Math.min(
      within(settings.get('tt'), defaultTimeoutMs, 100, 15_000),
      within(settings.get('rt'), defaultTimeoutMs, 100, 15_000),
    ),
  }
}
