import { create } from 'zustand'

/** Whether this person pressed "Sign out"; a session that ends without that needs a word of explanation. */
export const useSessionEnd = create<{ byChoice: boolean }>()(() => ({ byChoice: false }))
