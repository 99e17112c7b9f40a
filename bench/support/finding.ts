/** One line of the table: a goal, its bar, and what this machine did just now. */
export interface Finding {
  goal: string
  bar: string
  figure: string
  isMet: boolean
  /** What it was measured against, or what a reader has to know to believe it. */
  note: string
  numbers: Record<string, number>
}

export interface BenchOptions {
  /** Seconds instead of minutes: shows that it works, not what it can do. */
  isQuick: boolean
}

export type Bench = (options: BenchOptions) => Promise<Finding[]>
