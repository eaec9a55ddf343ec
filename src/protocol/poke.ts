/**
 * GET /api/poke?account=… is a stream of server-sent events. Each `poke` says only that a pull is worth while
 * and carries nothing; `bye` closes the stream because the session ended.
 */
export const POKE_EVENTS = ['poke', 'bye'] as const
export type PokeEvent = (typeof POKE_EVENTS)[number]
/** A comment line is sent this often, so that proxies keep the stream open. */
export const POKE_HEARTBEAT_MS = 25_000
