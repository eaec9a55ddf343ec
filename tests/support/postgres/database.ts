import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { inject } from 'vitest'

/** A database of a test's own on the run's PostgreSQL. */
export interface TestDatabase {
  /** of the role that owns the tables */
  url: string
  /** past every wall */
  superUrl: string
  drop(): Promise<void>
}

/**
 * @param filled false for one without any tables
 * @throws when PostgreSQL cannot be started here: its tests fail then, they are never left out
 */
export async function testDatabase({ filled = true } = {}): Promise<TestDatabase> {
  const answer = await fetch(`http://127.0.0.1:${inject('postgresDoor')}`)
  const url = await answer.text()
  if (!answer.ok) throw new Error(url)
  return databaseBeside(url, { filled })
}

/** @param url of a database with the empty tables, on a throw-away PostgreSQL */
export async function databaseBeside(url: string, { filled = true } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const superUrl = url.replace('owner@', 'super@')
  await asSuper(superUrl, `create database ${name} owner owner template ${filled ? 'empty' : 'template0'}`)
  return {
    url: url.replace(/empty$/, name),
    superUrl: superUrl.replace(/empty$/, name),
    async drop() {
      // connections that were closed a moment ago may still be on their way out
      for (let tried = 0; tried < 40; tried += 1)
        try {
          return await asSuper(superUrl, `drop database ${name}`)
        } catch (error) {
          if ((error as { code?: string }).code !== '55006') throw error
          await pause(25)
        }
      await asSuper(superUrl, `drop database ${name} with (force)`)
    },
  }
}

async function asSuper(superUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: superUrl.replace(/empty$/, 'postgres') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
