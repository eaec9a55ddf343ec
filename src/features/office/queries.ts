import { QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { IncidentId } from '#domain/ids.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { type DeskApiDeps, DeskError, fetchIncident, fetchList, fetchTasks } from './api.ts'

const REFRESH_MS = 15_000

/** Answers of the desk live in memory only, and only for the account that asked. */
let client: { account: string; of: QueryClient } | null = null

export function clientFor(account: string): QueryClient {
  if (client?.account !== account) {
    client?.of.clear()
    client = {
      account,
      of: new QueryClient({
        defaultOptions: {
          queries: {
            refetchInterval: REFRESH_MS,
            refetchOnWindowFocus: true,
            // the query's own idea of "offline" is not the network's: it asks, and says what came of it
            networkMode: 'always',
            retry: (times, error) => times < 2 && error instanceof DeskError && error.failure === 'no-network',
          },
        },
      }),
    }
  }
  return client.of
}

export function useDeskApi(): DeskApiDeps {
  const { active, newId } = useServices()
  const account = active.profile.accountId
  return useMemo(() => ({ account, newId }), [account, newId])
}

export function useDeskList() {
  const deps = useDeskApi()
  return useQuery({ queryKey: ['desk', deps.account], queryFn: ({ signal }) => fetchList(deps, signal) })
}

export function useDeskIncident(id: string) {
  const deps = useDeskApi()
  return useQuery({
    queryKey: ['desk', deps.account, id],
    queryFn: ({ signal }) => fetchIncident(deps, id as IncidentId, signal),
  })
}

/** Results to judge and wishes for more time, of the whole year. */
export function useDeskTasks() {
  const deps = useDeskApi()
  return useQuery({ queryKey: ['desk', deps.account, 'tasks'], queryFn: ({ signal }) => fetchTasks(deps, signal) })
}

/** A pull that a poke brought about means that something has changed: the desk asks again. */
export function useRefetchOnNews(): void {
  const { lastSync } = useSyncState()
  const queries = useQueryClient()
  useEffect(() => {
    if (lastSync) void queries.invalidateQueries({ queryKey: ['desk'] })
  }, [lastSync, queries])
}
