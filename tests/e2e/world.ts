import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IncidentId } from '#domain/ids.ts'
import { reportsOf } from '#domain/incidents/incident.ts'
import type { SigningKey } from '#domain/receipts/receipt.ts'
import { verifyPhoto, verifyReport } from '#domain/receipts/verify.ts'
import { type DeskIncident, deskIncidentAnswerSchema, deskListAnswerSchema } from '#protocol/office.ts'
import { pullAnswerSchema } from '#protocol/pull.ts'
import { signIn } from '#tests/gates/node-phone.ts'
import { temporaryFolder } from '#tests/support/browser/launch.ts'
import { type FaultProxy, startFaultProxy } from '#tests/support/fault-proxy.ts'
import { type ServerProcess, startServer } from '#tests/support/server-process.ts'

/** A real server with the demo's people, and a network in front of it that can be broken. */
export interface World {
  server: ServerProcess
  proxy: FaultProxy
  /** where browsers go */
  origin: string
  /** a folder for profiles and files, gone at the end */
  folder: string
  office: Office
  close(): Promise<void>
}

export async function openWorld(env: Record<string, string> = {}): Promise<World> {
  const folder = await temporaryFolder('e2e')
  const server = await startServer(join(folder.path, 'data'), env)
  const proxy = await startFaultProxy(server.port)
  return {
    server,
    proxy,
    origin: proxy.origin,
    folder: folder.path,
    office: createOffice(server),
    async close() {
      await proxy.close()
      await server.stop()
      await folder.remove()
    },
  }
}

/** What the chief of office would find, asked of the server itself and checked here. */
interface Office {
  incidents(): Promise<DeskIncident[]>
  /** Incidents of which a report holds the text. */
  findBy(text: string): Promise<DeskIncident[]>
  /** Checks all receipts of an incident and the bytes of its photos, on the wire and on the disk. */
  verify(id: string): Promise<{ reports: number; photos: number }>
}

function createOffice(server: ServerProcess): Office {
  let session: ReturnType<typeof signIn> | null = null
  const nonce = () => crypto.randomUUID().replaceAll('-', '')

  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    session ??= signIn(server.origin, server.account('chanhvp'))
    const { cookie } = await session
    const answer = await fetch(`${server.origin}${path}`, { ...init, headers: { ...(init.headers as object), cookie } })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const account = async () => {
    session ??= signIn(server.origin, server.account('chanhvp'))
    return (await session).profile.accountId
  }
  const open = async (id: string) => {
    const answer = await ask(`/api/office/incidents/${id}?account=${await account()}&nonce=${nonce()}`)
    return deskIncidentAnswerSchema.parse(await answer.json())
  }
  const incidents = async () => {
    const answer = await ask(`/api/office/incidents?account=${await account()}&nonce=${nonce()}`)
    return deskListAnswerSchema.parse(await answer.json()).incidents
  }
  const keys = async (): Promise<SigningKey[]> => {
    const body = JSON.stringify({ protocol: 1, account: await account(), nonce: nonce(), cursors: {} })
    const answer = await ask('/api/pull', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const { pages } = pullAnswerSchema.parse(await answer.json())
    return pages.flatMap(({ records }) =>
      records.filter(({ type }) => type === 'signing_key').map((record) => record.body as SigningKey),
    )
  }

  return {
    incidents,
    async findBy(text) {
      const opened = await Promise.all((await incidents()).map(async (line) => ({ line, ...(await open(line.id)) })))
      return opened
        .filter(({ incident }) => reportsOf(incident).some(({ body }) => body.whatHappened.includes(text)))
        .map(({ line }) => line)
    },
    async verify(id) {
      const { incident, receipts } = await open(id as IncidentId)
      const known = await keys()
      const onDisk = hashesBelow(join(server.dataDir, 'photos'))
      const reports = reportsOf(incident)
      let photos = 0
      for (const entry of reports) {
        const receipt = receipts.find((one) => one.id === entry.id)?.receipt
        if (!receipt) throw new Error(`no receipt for report ${entry.no}`)
        const checked = verifyReport(receipt, entry, known)
        if (!checked.ok) throw new Error(`receipt of report ${entry.no}: ${checked.error}`)
        for (const photo of entry.photos) {
          const ofPhoto = receipts.find((one) => one.id === photo.id)?.receipt
          if (!ofPhoto) throw new Error(`no receipt for photo ${photo.id}`)
          const bytes = new Uint8Array(
            await (await ask(`/api/photos/${photo.id}?account=${await account()}`)).arrayBuffer(),
          )
          const whole = verifyPhoto(ofPhoto, bytes, known)
          if (!whole.ok) throw new Error(`photo ${photo.id}: ${whole.error}`)
          if (whole.value.sha256 !== photo.sha256) throw new Error(`photo ${photo.id} is not the declared one`)
          if (!onDisk.has(photo.sha256)) throw new Error(`photo ${photo.id} is not on the disk as it was declared`)
          photos += 1
        }
      }
      return { reports: reports.length, photos }
    },
  }
}

/** SHA-256 of every file below a folder. */
function hashesBelow(folder: string): Set<string> {
  if (!existsSync(folder)) return new Set()
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Set(
    files.map(({ parentPath, name }) =>
      createHash('sha256')
        .update(readFileSync(join(parentPath, name)))
        .digest('hex'),
    ),
  )
}
