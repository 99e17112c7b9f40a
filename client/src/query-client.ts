import { MutationCache, QueryClient } from '@tanstack/react-query'
import { RefusedError } from './api.ts'

/**
 * The only store of server state. Freshness comes from the socket, not from age, so nothing goes stale by
 * itself; `networkMode: 'always'` because a demo runs on loopback where browsers report "offline".
 */
export const queryClient: QueryClient = new QueryClient({
  mutationCache: new MutationCache({
    // What is on its way may have been asked before this was kept, and would show what was there before it: ask again.
    onSuccess: () =>
      void queryClient.refetchQueries({
        predicate: ({ state }) => state.fetchStatus === 'fetching' && state.data !== undefined,
      }),
  }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (failures, error) => !(error instanceof RefusedError) && failures < 2,
      retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 4_000),
    },
    mutations: { networkMode: 'always', retry: false },
  },
})
