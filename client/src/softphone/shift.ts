import { localDay } from '../ui/times.ts'

/** What a browser remembers of the start of a shift, so that a reload in a call asks nothing. No member data. */
const key = 'branchline.shift'

/** As much of localStorage as is used here. */
export interface ShiftMemory {
  getItem: (key: string) => string | null
  setItem: (key: string, value: string) => void
}

export interface Shift {
  personId: string
  /** The London day, "2026-11-22". */
  day: string
  /** "09:29" */
  testedAt: string
  microphoneLabel: string
  /** The loudspeaker that rings; empty: the browser's own choice. */
  ringLabel: string
}

export const rememberShift = (storage: ShiftMemory, shift: Shift): void =>
  storage.setItem(key, JSON.stringify(shift))

/** The microphone a person chose last, also on an earlier day; devices are told apart by label, ids change. */
export const lastShift = (storage: ShiftMemory): Shift | null => {
  const kept: unknown = parse(storage.getItem(key))
  if (typeof kept !== 'object' || kept === null) return null
  const read = (name: string) => {
    const value: unknown = Reflect.get(kept, name)
    return typeof value === 'string' ? value : ''
  }
  return {
    personId: read('personId'),
    day: read('day'),
    testedAt: read('testedAt'),
    microphoneLabel: read('microphoneLabel'),
    ringLabel: read('ringLabel'),
  }
}

const parse = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? 'null')
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

export const isShiftOf = (shift: Shift | null, personId: string, now: number): shift is Shift =>
  shift !== null && shift.personId === personId && shift.day === localDay(now)
