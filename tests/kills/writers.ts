import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { signIn } from '#tests/gates/node-phone.ts'
import { aBody } from '#tests/support/builders.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import type { Random } from '#tests/support/random.ts'
import type { Account } from '#tests/support/server-process.ts'
import type { Intent, Ledger } from './ledger.ts'

/** People who go on writing, whatever becomes of the server, and send again what has no answer. */
export interface Writers {
  /** Nothing new from now on. */
  finish(): void
  /** Resolves when everything is acknowledged, after `finish`. */
  done: Promise<void>
}

interface Pen {
  cookie: string
  account: string
  unitId: string
  replica: string
  seq: number
}

const MOST = 20
const GIVE_UP_MS = 120_000

/** @param accounts focal points, each writing on two devices; @param clerk receives what they sent */
export async function startWriters(
  origin: string,
  { accounts, clerk }: { accounts: readonly Account[]; clerk: Account },
  ledger: Ledger,
  random: Random,
): Promise<Writers> {
  let open = true
  const pens: Pen[] = []
  for (const account of [...accounts, ...accounts, clerk]) {
    const { profile, cookie } = await signIn(origin, account)
    const unitId = profile.grants[0]?.unitId ?? ''
    pens.push({ cookie, account: profile.accountId, unitId, replica: randomUUID(), seq: 0 })
  }
  const photoBytes = new Map<string, Uint8Array>()
  const desk = pens.at(-1)

  async function write(pen: Pen): Promise<void> {
    const waiting: Intent[] = []
    const written: Intent[] = []
    let end = Number.POSITIVE_INFINITY
    for (;;) {
      if (!open) end = Math.min(end, Date.now() + GIVE_UP_MS)
      if (open && waiting.length < MOST)
        for (let n = random.int(3); n >= 0; n -= 1) {
          const intent = pen === desk ? receipt(pen) : report(pen, written)
          if (!intent) continue
          ledger.intents.push(intent)
          waiting.push(intent)
          written.push(intent)
        }
      const again = random.chance(0.2) && written.length > 0 ? [random.pick(written)] : []
      await push(pen, [...new Set([...waiting, ...again])])
      for (const intent of [...waiting]) if (intent.told !== null) waiting.splice(waiting.indexOf(intent), 1)
      for (const intent of written)
        if (intent.photo && intent.told !== null && !intent.photoTold) await upload(pen, intent)
      const left = waiting.length + written.filter(({ photo, photoTold }) => photo && !photoTold).length
      if (!open && left === 0) return
      if (Date.now() > end) return void ledger.complaints.push(`${left} things never arrived`)
      await wait(5 + random.int(25))
    }
  }

  function envelopeOf(pen: Pen, name: string, entity: string, args: object) {
    pen.seq += 1
    const at = new Date().toISOString()
    const device = { written: at, committed: at, zoneMinutes: 420, skewMs: null }
    return { mid: random.uuid(), seq: pen.seq, name, schema: 1, entity, args, device }
  }

  function report(pen: Pen, written: readonly Intent[]): Intent {
    const text = `Chuyện số ${ledger.intents.length + 1} (minh họa).`
    const old = written.filter(({ told, kind }) => told !== null && kind === 'report').slice(-20)
    const jpeg =
      random.chance(0.1) || ledger.intents.length === 0
        ? jpegBytes({ length: 3000 + random.int(9000), seed: random.int(1e9) })
        : null
    const ref = jpeg && refOf(jpeg)
    if (ref && jpeg) photoBytes.set(ref.id, jpeg)
    const said = { body: { ...aBody(), whatHappened: text }, photos: ref ? [ref] : [] }
    const parent = old.length > 0 && random.chance(0.25) ? random.pick(old) : null
    const incident = parent?.incident ?? random.uuid()
    const envelope = parent
      ? envelopeOf(pen, 'incident.supplement', incident, { incidentId: incident, report: 'update', ...said })
      : envelopeOf(pen, 'incident.report', incident, { incidentId: incident, unitId: pen.unitId, ...said })
    const photo = ref && { id: ref.id, sha256: ref.sha256, size: ref.size }
    const kind = parent ? 'supplement' : 'report'
    return {
      account: pen.account,
      mid: envelope.mid,
      kind,
      incident,
      text,
      photo,
      envelope,
      told: null,
      photoTold: false,
    }
  }

  /** Sometimes the same incident a second time, on another click: it must be received once all the same. */
  function receipt(pen: Pen): Intent | null {
    const known = ledger.intents.filter(({ told, kind }) => told !== null && kind === 'report').slice(-40)
    if (known.length === 0) return null
    const { incident } = random.pick(known)
    const envelope = envelopeOf(pen, 'incident.receive', incident, { incidentId: incident, note: '' })
    const { mid } = envelope
    return {
      account: pen.account,
      mid,
      kind: 'receive',
      incident,
      text: null,
      photo: null,
      envelope,
      told: null,
      photoTold: false,
    }
  }

  async function push(pen: Pen, intents: readonly Intent[]): Promise<void> {
    if (intents.length === 0) return
    const nonce = randomUUID().replaceAll('-', '')
    const mutations = intents.map(({ envelope }) => envelope)
    const body = JSON.stringify({ protocol: 1, account: pen.account, nonce, replica: pen.replica, mutations })
    const answer = await ask('/api/push', {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: pen.cookie },
      body,
    })
    if (!answer) return
    const said = JSON.parse(answer) as { nonce: string; verdicts: { mid: string; kind: string }[] }
    if (said.nonce !== nonce) return void ledger.complaints.push(`another's answer: ${answer.slice(0, 200)}`)
    for (const verdict of said.verdicts) {
      const intent = intents.find(({ mid }) => mid === verdict.mid)
      const text = JSON.stringify(verdict)
      if (!intent) ledger.complaints.push(`a verdict that nobody asked for: ${text}`)
      else if (!['applied', 'merged'].includes(verdict.kind)) ledger.complaints.push(`refused: ${text}`)
      else if (intent.told === null) intent.told = text
      else if (intent.told === text) ledger.repeated += 1
      else ledger.complaints.push(`told ${intent.told}, later ${text}`)
    }
  }

  /** One piece from where the server says that it is. */
  async function upload(pen: Pen, intent: Intent): Promise<void> {
    const bytes = intent.photo && photoBytes.get(intent.photo.id)
    if (!bytes || !intent.photo) return
    const query = () => new URLSearchParams({ account: pen.account, nonce: randomUUID().replaceAll('-', '') })
    const url = `/api/photos/${intent.photo.id}`
    const head = await fetch(`${origin}${url}?${query()}`, { method: 'HEAD', headers: { cookie: pen.cookie } }).catch(
      () => null, // the server is gone just now
    )
    if (!head?.ok) return
    const offset = Number(head.headers.get('upload-offset'))
    const piece = bytes.slice(offset, offset + 4000)
    const answer = await ask(`${url}?${query()}`, {
      method: 'PATCH',
      headers: {
        'content-type': 'application/offset+octet-stream',
        'upload-offset': `${offset}`,
        cookie: pen.cookie,
      },
      body: piece,
    })
    if (answer && (JSON.parse(answer) as { stored: boolean }).stored) intent.photoTold = true
  }

  /** @returns the whole body of a 200, or null */
  async function ask(path: string, init: RequestInit): Promise<string | null> {
    try {
      const answer = await fetch(`${origin}${path}`, init)
      const text = await answer.text()
      if (answer.ok) return text
      if (answer.status < 500 && answer.status !== 429 && !/record-not-yet|photo-offset/.test(text))
        ledger.complaints.push(`${path}: ${answer.status} ${text}`)
    } catch {
      // refused, reset or cut: the server is gone just now
      ledger.unanswered += 1
    }
    return null
  }

  const all = Promise.all(pens.map(write))
  return {
    finish() {
      open = false
    },
    done: all.then(() => undefined),
  }
}
