import type { Device } from './device.ts'
import { type Image, textOf } from './images.ts'
import type { IntentKind, Ledger } from './ledger.ts'
import { isTyped } from './monthly-oracle.ts'
import { noteHeldReceipts } from './receipt-oracle.ts'
import type { Server } from './server.ts'

interface Lossy {
  ledger: Ledger
  server: Server
  devices: readonly Device[]
}

/**
 * A store is about to forget: what it holds afterwards is `image`. Whatever nobody else has by now is gone, as the
 * limits of the promise say; all else must still come out right.
 */
export function reckonLosses({ ledger, server, devices }: Lossy, device: Device, image: Image | null): void {
  const account = device.actor.accountId
  const here = {
    sent: textOf(image, ['outbox', 'journal']),
    forms: textOf(image, ['drafts', 'forms']),
    photos: textOf(image, ['photos']),
  }
  const images = devices
    .filter((other) => other !== device && other.actor.accountId === account)
    .map((other) => other.image())
  const others = images.map((image) => textOf(image, ['outbox', 'journal', 'drafts', 'forms', 'photos']))
  // a change in line only names its photos: their bytes lie with the photos alone
  const photos = [here.photos, ...images.map((image) => textOf(image, ['photos']))]
  const decided = server
    .rows<{ body: string }>(
      "select body from records where body is not null and type in ('incident', 'task', 'refused', 'monthly_report', 'unit_plan', 'duty_ledger', 'piece', 'line_progress', 'giving')",
    )
    .map(({ body }) => body)
    .join('\n')
  const stored = new Set(
    server
      .rows<{ sha256: string }>('select sha256 from photos where stored_at is not null')
      .map(({ sha256 }) => sha256),
  )
  for (const intent of ledger.intents) {
    if (intent.account !== account) continue
    for (const hash of intent.photos)
      if (!stored.has(hash) && !photos.some((text) => text.includes(hash))) ledger.lostPhotos.add(hash)
    const { word } = intent
    const isForm = here.forms.includes(word)
    const isSent = [decided, here.sent, ...others].some((text) => text.includes(word))
    const { state, draft, kind } = intent
    if (state === 'discarded') {
      if (isSent || isForm) intent.state = 'gone'
    } else if (state === 'written') {
      if (!isForm && !isSent) intent.state = 'gone'
      // its tab may have died between sending it and saying so
      if (isForm) intent.most = Math.max(intent.most, 2)
    } else if (state === 'said' || state === 'retyped' || state === 'gone') {
      // a report that many write, a card's or a piece's one form: what came back to life joins it once more
      if (isForm && isSent && isOfUnit(kind)) intent.most += 1
      else if (isForm && isSent && draft !== null) {
        device.abandoned.add(draft)
        // thrown away with the form that came back, unless the server has them
        for (const hash of intent.photos) if (!stored.has(hash)) ledger.lostPhotos.add(hash)
      }
      if (isSent) continue
      // it may have left before it was forgotten; its form comes back to life and is sent again
      if (isForm) intent.most += 1
      intent.state = isForm ? 'retyped' : 'gone'
    }
  }
  // what only a copy of this phone still has in line comes after whatever is done here from now on
  for (const act of ledger.givenActs)
    if (act.device === device.label && ![decided, here.sent].some((text) => text.includes(act.word))) act.said = null
  const sent = new Set(server.rows<{ mid: string }>('select mid from mutations').map(({ mid }) => mid))
  for (const one of ledger.handed)
    if (one.account === account && one.mid !== null && !sent.has(one.mid))
      if (![here.sent, ...others].some((text) => text.includes(one.mid ?? ''))) one.state = 'gone'
  // acts without words leave no trace to look for
  ledger.seen.clear()
}

/** Two phones hold the same begun form of their unit from now on, and each hands it in. */
export function reckonCopy({ ledger }: Pick<Lossy, 'ledger'>, image: Image): void {
  const forms = textOf(image, ['forms'])
  for (const intent of ledger.intents) if (isOfUnit(intent.kind) && forms.includes(intent.word)) intent.most += 1
}

const OF_UNIT: readonly IntentKind[] = ['task-product', 'piece-send', 'given-give', 'given-amend']
const isOfUnit = (kind: IntentKind) => isTyped(kind) || OF_UNIT.includes(kind)

/**
 * The server lost what came after its backup: what no phone holds any more is gone, everything else comes back. What
 * was thrown away may lie in the tray again, since a backup cannot know.
 */
export function reckonRestore({ ledger, server, devices }: Lossy): void {
  const onServer = server
    .rows<{ body: string }>('select body from records where body is not null')
    .map(({ body }) => body)
    .join('\n')
  const stored = new Set(
    server
      .rows<{ sha256: string }>('select sha256 from photos where stored_at is not null')
      .map(({ sha256 }) => sha256),
  )
  const held = devices.map(({ actor, image }) => ({
    account: actor.accountId as string,
    text: textOf(image(), ['outbox', 'journal', 'drafts', 'forms', 'photos']),
    photos: textOf(image(), ['photos']),
  }))
  for (const intent of ledger.intents) {
    const of = held.filter(({ account }) => account === intent.account)
    const own = of.map(({ text }) => text)
    for (const hash of intent.photos)
      if (!stored.has(hash) && !of.some(({ photos }) => photos.includes(hash))) ledger.lostPhotos.add(hash)
    const isThere = [onServer, ...own].some((text) => text.includes(intent.word))
    if (intent.state === 'discarded' || ((intent.state === 'said' || intent.state === 'written') && !isThere))
      intent.state = 'gone'
  }
  for (const one of ledger.handed) {
    const own = held.filter(({ account }) => account === one.account).map(({ text }) => text)
    if (![onServer, ...own].some((text) => text.includes(one.mid ?? '?'))) one.state = 'gone'
  }
  noteHeldReceipts(ledger, devices)
  ledger.seen.clear()
}
