import { execFileSync } from 'node:child_process'
import { statfsSync, statSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openNodePhone, seeded, sentences } from '#tests/gates/node-phone.ts'
import { temporaryFolder } from '#tests/support/browser/launch.ts'
import { jpegBytes } from '#tests/support/images.ts'
import { startServer } from '#tests/support/server-process.ts'
import { CHECKPOINT_BYTES } from '#tests/support/sqlite-journal.ts'

const DISK_MIB = 48
const MOST_REPORTS = 3000

type Say = (line: string) => void

/**
 * `npm run kills -- --full-disk`: a real server on a disk of its own that runs full. The journal has room in itself for
 * some commits; then the checkpoint finds none, and then a commit. Photos find none at once. [ST14]
 * @returns whether everything held
 * @throws where nobody may mount a small disk: nothing was tried then
 */
export async function fillDisk(say: Say): Promise<boolean> {
  const folder = await temporaryFolder('full-disk')
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m`, 'tmpfs', folder.path])
  let held = true
  const hold = (what: string, ok: boolean) => {
    say(`  ${ok ? '✓' : '✗'} ${what}`)
    held &&= ok
  }
  try {
    const dataDir = join(folder.path, 'data')
    const server = await startServer(dataDir, { LOG_LEVEL: 'warn' })
    const phone = await openNodePhone(server.origin, server.account('dm.binhminh'))
    const random = seeded(Date.now())
    const filler = join(folder.path, 'filler')
    const database = join(dataDir, 'dau-moi.db')
    const journal = `${database}-wal`
    const size = (file: string) => statSync(file).size
    const write = async (photos: readonly Uint8Array[] = []) => {
      await phone.report(sentences(380, random), photos)
      await phone.engine.syncNow()
    }
    const waiting = async () => (await phone.db.outbox.toArray()).filter(({ verdict }) => verdict === null).length

    const known = look(database)
    let reports = 0
    while (size(journal) < CHECKPOINT_BYTES && reports < MOST_REPORTS) {
      await write()
      reports += 1
    }
    say(`  ${reports} reports until the journal had been emptied once: ${size(journal)} bytes`)
    const before = size(database)
    const { bavail, bsize } = statfsSync(folder.path)
    writeFileSync(filler, Buffer.alloc(bavail * bsize))
    const free = statfsSync(folder.path)
    say(`  disk filled: ${free.bavail * free.bsize} bytes free; database ${before} bytes`)

    let taken = 0
    while ((await waiting()) === 0 && taken < MOST_REPORTS) {
      await write()
      taken += 1
    }
    hold(`commits went on in the journal's own room (${taken - 1}), past a checkpoint that found none`, taken > 1)
    hold('then the server took no more, and judged nothing', (await waiting()) > 0)
    hold(`the database file could not grow: ${size(database) - before} bytes more`, size(database) === before)
    const told = await fetch(`${server.origin}/healthz`)
    hold(`the server lives (${told.status})`, told.ok)
    for (let n = 0; n < 5; n += 1) await write([jpegBytes()])
    const kept = await waiting()
    hold(`the phone keeps its words and photos: ${kept} reports wait`, kept >= 6)

    await rm(filler)
    const until = Date.now() + 60_000
    while (
      ((await waiting()) > 0 || (await phone.db.photos.where('state').equals('waiting').count()) > 0) &&
      Date.now() < until
    )
      await phone.engine.syncNow()
    hold('with room again everything went through, without a restart', (await waiting()) === 0)
    hold('the photos too', (await phone.db.photos.where('state').equals('waiting').count()) === 0)
    hold('nothing was refused', (await phone.db.records.where('type').equals('refused').count()) === 0)
    const all = reports + taken + 5
    phone.close()
    await server.stop()
    const { sound, incidents } = look(database)
    hold(`the file is sound: ${sound}`, sound === 'ok')
    hold(`each of ${all} reports is there once: ${incidents - known.incidents}`, incidents - known.incidents === all)
    return held
  } finally {
    execFileSync('umount', ['-l', folder.path])
    await folder.remove()
  }
}

function look(database: string): { sound: string; incidents: number } {
  const file = new DatabaseSync(database, { readOnly: true })
  const { integrity_check: sound } = file.prepare('pragma integrity_check').get() as { integrity_check: string }
  const { n } = file.prepare("select count(*) as n from records where type = 'incident'").get() as { n: number }
  file.close()
  return { sound, incidents: n }
}
