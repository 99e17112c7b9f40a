/** Of a list of measurements. */
export const percentile = (values: readonly number[], percent: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN
}
export const median = (values: readonly number[]): number => percentile(values, 50)

/** 12.345 → '12.3', 0.1234 → '0.12', 1234.5 → '1,235'. */
export const short = (value: number): string =>
  Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en-GB')
    : value.toFixed(Math.abs(value) >= 10 ? 1 : 2)
