import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { DepartmentId } from '#domain/ids.ts'
import { BULLETIN } from '#domain/spaces.ts'
import { extentsOf } from '#server/store/spaces.ts'
import { openSqlite } from '#server/store/sqlite.ts'
import { uuid } from '#tests/support/builders.ts'

const DEPARTMENT = uuid(0xd1) as DepartmentId
const KILLS = 5

it('[ST1] a process that is killed in the middle of writing loses nothing that it acknowledged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dau-moi-kill-'))
  const file = join(folder, 'test.db')
  let told = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const writer = spawn('node', [join(import.meta.dirname, 'kill-writer.ts'), file, DEPARTMENT])
    let said = ''
    writer.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    const ended = once(writer, 'close')
    await once(writer.stdout, 'data')
    await new Promise((resolve) => setTimeout(resolve, 20 + 30 * kill))
    writer.kill('SIGKILL')
    await ended
    // the last line may be cut, since the process was
    const acknowledged = said.split('\n').slice(0, -1).map(Number)
    expect(acknowledged[0]).toBeGreaterThan(told)
    told = acknowledged.at(-1) ?? told

    const store = await openSqlite(file)
    const head = await store.read(
      DEPARTMENT,
      async (tx) => (await extentsOf(tx, DEPARTMENT, [BULLETIN])).get(BULLETIN)?.head ?? 0,
    )
    await store.close()
    expect(head).toBeGreaterThanOrEqual(told)
    // a commit of three may have been durable without having been told
    expect(head).toBeLessThanOrEqual(told + 6)
    told = head
  }
  await rm(folder, { recursive: true })
})
