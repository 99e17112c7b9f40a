import { createContext, useContext } from 'react'
import type { MeView } from '../../../server/contract/phone-views.ts'
import type { Permission } from '../../../server/contract/words.ts'

/** Everything inside the frame has a signed-in person. */
export const MeContext = createContext<MeView | null>(null)

export const useMe = (): MeView => {
  const me = useContext(MeContext)
  if (me === null) throw new Error('Used outside the signed-in frame')
  return me
}

/** Whether the signed-in person may; the server checks again whatever a screen shows. */
export const useMay = (permission: Permission): boolean => useMe().permissions.includes(permission)
