import { Pool, type PoolConfig } from 'pg'
import { asOnEveryEngine } from './postgres-types.ts'

/**
 * Connections on which values come as on every engine. One that the database closes leaves the pool: whoever was
 * using it hears of it from the statement, and without these listeners the process would end.
 */
export function postgresPool(config: PoolConfig): Pool {
  const pool = new Pool({ ...config, types: asOnEveryEngine, keepAlive: true, keepAliveInitialDelayMillis: 10_000 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => void client.on('error', () => undefined))
  return pool
}
