/**
 * One tab of a browser owns the phone. The Web Locks API gives the lock to the next tab by itself when the owner
 * closes or crashes, and a lock that others wait for also keeps Chrome from freezing the page.
 */
export const phoneLock = 'branchline-phone'
const tabKey = 'branchline.tab'

/** As much of the browser's LockManager as is used here, so that a test can stand in for it. */
export interface TabLocks {
  request: (
    name: string,
    options: { ifAvailable?: boolean; steal?: boolean },
    held: (lock: object | null) => Promise<void> | undefined,
  ) => Promise<unknown>
}
export interface TabMemory {
  getItem: (key: string) => string | null
  setItem: (key: string, value: string) => void
}

let named: Promise<string> | null = null

/** This tab's name over reloads. A duplicated tab copies it, so the name is held by a lock of its own. */
export const nameThisTab = (storage: TabMemory, locks: TabLocks): Promise<string> => {
  named ??= findName(storage, locks)
  return named
}

const findName = async (storage: TabMemory, locks: TabLocks): Promise<string> => {
  const kept = storage.getItem(tabKey)
  if (kept && (await holdForever(locks, `${tabKey}.${kept}`))) return kept
  const fresh = crypto.randomUUID()
  storage.setItem(tabKey, fresh)
  await holdForever(locks, `${tabKey}.${fresh}`)
  return fresh
}

const holdForever = (locks: TabLocks, name: string): Promise<boolean> =>
  new Promise((resolve) => {
    void locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      return lock ? new Promise<void>(() => {}) : undefined
    })
  })

export interface PhoneLock {
  /** Take the phone from whichever tab has it. */
  take: () => void
  /** Let the next tab have it. */
  release: () => void
}

/** Waits in line for the phone's lock and says, each time it changes, whether this tab has it. */
export const watchPhoneLock = (locks: TabLocks, onChange: (mine: boolean) => void): PhoneLock => {
  let letGo = () => {}
  let stopped = false
  let attempt = 0

  const hold = (options: { ifAvailable?: boolean; steal?: boolean }) => {
    const mine = ++attempt
    let held = false
    const asked = locks.request(phoneLock, options, (lock) => {
      if (!lock || stopped) return undefined
      held = true
      onChange(true)
      return new Promise<void>((resolve) => {
        letGo = resolve
      })
    })
    void asked.then(
      () => {
        // Nobody home for an `ifAvailable` request: say so and stand in line.
        if (held || stopped || mine !== attempt) return
        onChange(false)
        hold({})
      },
      () => {
        // The lock was stolen: another tab pressed "Use it here".
        if (stopped || mine !== attempt) return
        onChange(false)
        hold({})
      },
    )
  }

  hold({ ifAvailable: true })
  return {
    take: () => hold({ steal: true }),
    release() {
      stopped = true
      letGo()
    },
  }
}
