/** How large everything is read, on top of the browser's own size. Kept on this device. */
import { create } from 'zustand'
import { readStored, writeStored } from '../stored.ts'

export const readingSizes = ['100', '112', '125', '150'] as const
export type ReadingSize = (typeof readingSizes)[number]

const storageKey = 'branchline.reading-size'

const show = (size: ReadingSize) => {
  if (size === '100') delete document.documentElement.dataset['reading']
  else document.documentElement.dataset['reading'] = size
}

export const useReadingSize = create<{ size: ReadingSize; choose: (size: ReadingSize) => void }>()((set) => {
  const stored = readStored(storageKey)
  const size = readingSizes.find((one) => one === stored) ?? '100'
  show(size)
  return {
    size,
    choose: (next) => {
      show(next)
      writeStored(storageKey, next)
      set({ size: next })
    },
  }
})
