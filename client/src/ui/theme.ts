/** Light or dark: the device's choice unless the person chose on this device. */
import { create } from 'zustand'

export type Theme = 'device' | 'light' | 'dark'
export const themeWords: Record<Theme, string> = { device: 'As on this device', light: 'Light', dark: 'Dark' }
export const themes: Theme[] = ['device', 'light', 'dark']

const storageKey = 'branchline.theme'

const show = (theme: Theme) => {
  if (theme === 'device') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

const stored = (): Theme => {
  try {
    const value = localStorage.getItem(storageKey)
    return value === 'light' || value === 'dark' ? value : 'device'
  } catch {
    return 'device'
  }
}

export const useTheme = create<{ theme: Theme; choose: (theme: Theme) => void }>()((set) => {
  const theme = stored()
  show(theme)
  return {
    theme,
    choose: (next) => {
      show(next)
      try {
        localStorage.setItem(storageKey, next)
      } catch {
        // Storage refused: the choice lasts as long as the page.
      }
      set({ theme: next })
    },
  }
})
