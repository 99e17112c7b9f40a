/**
 * Two soft notes when an alert is raised. Off while a call rings or is on: a supervisor's ear may be with a member, and
 * no chime belongs there. On for supervisors unless they switched it off in this browser; off on a wall unless its
 * address says so.
 */
import { create } from 'zustand'
import { readStored, writeStored } from '../stored.ts'

const storageKey = 'branchline.alert-sound'

export const useAlertSound = create<{ isOn: boolean; choose: (isOn: boolean) => void }>()((set) => ({
  isOn: readStored(storageKey) !== 'off',
  choose: (isOn) => {
    writeStored(storageKey, isOn ? 'on' : 'off')
    set({ isOn })
  },
}))

const notes = [
  { hertz: 660, at: 0 },
  { hertz: 880, at: 0.18 },
]
const loudness = 0.08

let context: AudioContext | null = null

/** Silent while the browser still locks sound. */
export const chime = (): void => {
  context ??= new AudioContext()
  const player = context
  void player.resume()
  for (const { hertz, at } of notes) {
    const start = player.currentTime + 0.02 + at
    const tone = player.createOscillator()
    const volume = player.createGain()
    tone.frequency.value = hertz
    volume.gain.setValueAtTime(0, start)
    volume.gain.linearRampToValueAtTime(loudness, start + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.3)
    tone.connect(volume)
    volume.connect(player.destination)
    tone.start(start)
    tone.stop(start + 0.32)
  }
}
