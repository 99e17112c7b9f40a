/**
 * For whom the work in hand is done. Set once where a request has been let in, so that every view a handler asks reads
 * with the eyes of whoever asked. Where nobody is set, nothing that is sealed is read.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

const viewers = new AsyncLocalStorage<string>()

export const asViewer = <T>(personId: string, work: () => T): T => viewers.run(personId, work)
export const viewerNow = (): string | null => viewers.getStore() ?? null
