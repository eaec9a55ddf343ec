import { createHash } from 'node:crypto'
import type { IncidentId, PhotoId } from '#domain/ids.ts'
import { type Incident, latestReport, stateOf } from '#domain/incidents/incident.ts'
import { takesSupplements } from '#domain/incidents/report.ts'
import type { PhotoRef } from '#domain/photos/photo.ts'
import type { StoredRecord } from '#domain/records.ts'
import { instantOf } from '#domain/time.ts'
import { sendingOf } from '#features/incident/report-args.ts'
import { labels } from '#i18n/vi/labels.ts'
import { addPhoto } from '#storage/add-photo.ts'
import { discardDraft, readDrafts, saveDraft } from '#storage/drafts.ts'
import { openDraft } from '#storage/open-draft.ts'
import { openSupplement } from '#storage/open-supplement.ts'
import type { DraftRow } from '#storage/tables.ts'
import { readIncidents, readRefused } from '#storage/views.ts'
import { aBody } from '#tests/support/builders.ts'
import type { Tab } from '#tests/support/phone.ts'
import type { Random } from '#tests/support/random.ts'
import { createDeskWork } from './desk-people.ts'
import type { Device } from './device.ts'
import { createGivenWork } from './given-people.ts'
import type { Intent, IntentKind, Ledger } from './ledger.ts'
import { createLineWork } from './line-people.ts'
import { createMonthlyWork } from './monthly-people.ts'
import { createPieceWork } from './piece-people.ts'
import type { World } from './plan.ts'
import type { Server } from './server.ts'
import { createTaskWork } from './task-people.ts'
import { createHandover } from './two-phones.ts'
import { ownText } from './words.ts'

interface PeopleDeps {
  ledger: Ledger
  random: Random
  server: Server
  world: World
}

const OUTSIDE = "space like 'outside:%'"

/** What people do with their phones: one act at a time, the way a thumb would. */
export function createPeople({ ledger, random, server, world }: PeopleDeps) {
  let words = 0
  const word = () => {
    words += 1
    return `vi-${words}-${random.int(1e6)}.`
  }
  const mean = (device: Device, kind: IntentKind, about: string, draft: string | null = null): Intent =>
    ledger.mean({
      word: word(),
      kind,
      account: device.actor.accountId,
      unit: ledger.unitOf.get(about) ?? device.unitId,
      most: 1,
      about,
      photos: [],
      draft,
      state: draft === null ? 'maybe' : 'typing',
    })

  const bodyAt = (device: Device, text: string, incidentId: string, before?: string | null) => {
    const now = instantOf(device.clock())
    // some are for few eyes only: such an incident lives in a space of its own, and moves when that changes
    const isRestricted = before ? (before === 'child_abuse') === random.chance(0.5) : random.chance(0.25)
    const category = isRestricted ? 'child_abuse' : 'food_poisoning'
    if (category === 'food_poisoning') ledger.open.add(incidentId)
    return aBody({ whatHappened: `Chuyện là ${text}`, occurredAt: null, detectedAt: now, category })
  }

  /** Sends what a draft holds, with a nervous thumb now and then. */
  async function send(device: Device, tab: Tab, draft: DraftRow): Promise<void> {
    const change = sendingOf(draft.id, labels)
    const taps = random.chance(0.3) ? [tab, device.anyTab()] : [tab]
    const outcomes = await Promise.all(taps.map((tapped) => tapped.mutate(change)))
    const intent = ledger.intents.find((one) => one.draft === draft.id)
    if (intent && outcomes.some(({ ok }) => ok)) intent.state = intent.state === 'retyped' ? 'retyped' : 'said'
    const [refused] = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error.code]))
    if (refused && outcomes.every(({ ok }) => !ok)) await writeAnew(device, tab, draft, refused)
  }

  /** The form says what is wrong with it: a clock that was set back makes the future of what has just been seen. */
  async function writeAnew(device: Device, tab: Tab, draft: DraftRow, refused: string): Promise<void> {
    const now = instantOf(device.clock())
    if (refused === 'incomplete' && draft.body.detectedAt !== now) {
      await saveDraft(tab.db, draft.id, { body: { ...draft.body, detectedAt: now } }, device.clock)
      return send(device, tab, (await tab.db.drafts.get(draft.id)) ?? draft)
    }
    // whoever has lost their post waits for it; what no longer fits is thrown away
    if (refused === 'not-allowed') return
    await discardDraft(tab.db, draft.id)
    for (const intent of ledger.intents)
      if (intent.draft === draft.id)
        intent.state = intent.state === 'written' && intent.most === 1 ? 'discarded' : 'gone'
  }

  /** @param keep the store's way of keeping it; false when there is no longer anything to keep it with */
  async function attach(intent: Intent, keep: (ref: PhotoRef, bytes: ArrayBuffer) => Promise<boolean>): Promise<void> {
    const bytes = aPicture(random)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const id = random.uuid() as PhotoId
    const ref: PhotoRef = { id, type: 'image/png', size: bytes.length, sha256, width: 640, height: 480 }
    if (await keep(ref, bytes.buffer)) intent.photos.push(sha256)
  }
  const attachPhotos = (tab: Tab, draft: DraftRow, intent: Intent) =>
    attach(intent, (ref, bytes) => addPhoto(tab.db, draft, ref, bytes))

  async function fillAndSend(device: Device, tab: Tab, draft: DraftRow, kind: 'report' | 'supplement'): Promise<void> {
    const intent = mean(device, kind, draft.incidentId, draft.id)
    const body = bodyAt(device, intent.word, draft.incidentId, kind === 'supplement' ? draft.body.category : null)
    const isKept = await saveDraft(tab.db, draft.id, { body }, device.clock)
    // another tab found the form empty and threw it away
    intent.state = isKept ? 'written' : 'gone'
    if (!isKept) return
    if (random.chance(0.3)) await attachPhotos(tab, draft, intent)
    await send(device, tab, draft.id ? ((await tab.db.drafts.get(draft.id)) ?? draft) : draft)
  }

  async function known(device: Device, tab: Tab, fits: (incident: Incident) => boolean): Promise<Incident | null> {
    const found = (await readIncidents(tab.db, device.actor)).map(({ incident }) => incident).filter(fits)
    return found.length > 0 ? random.pick(found) : null
  }

  /** An act that is one word to the phone: said when the phone says so. */
  async function act(
    device: Device,
    tab: Tab,
    kind: IntentKind,
    about: string,
    change: (word: string) => Parameters<Tab['mutate']>[0],
  ): Promise<void> {
    const intent = mean(device, kind, about)
    const outcome = await tab.mutate(change(intent.word))
    if (!outcome.ok) ledger.intents.splice(ledger.intents.indexOf(intent), 1)
    else intent.state = 'said'
    if (outcome.ok && kind === 'poison' && !outcome.value.already) server.poison.add(outcome.value.mid)
  }

  const handover = createHandover({ ledger, random, mean, bodyAt, send, write: (device) => acts.report(device) })

  const acts = {
    async report(device: Device) {
      const tab = device.anyTab()
      const draft = await openDraft(tab.db, device.unitId, device.clock, random.uuid)
      ledger.unitOf.set(draft.incidentId, device.unitId)
      await fillAndSend(device, tab, draft, 'report')
    },

    async supplement(device: Device) {
      const tab = device.anyTab()
      const incident = await known(device, tab, takesSupplements)
      if (!incident || (await tab.db.drafts.where('incidentId').equals(incident.id).count()) > 0) return
      const draft = await openSupplement(tab.db, incident, 'update', device.clock, random.uuid)
      await fillAndSend(device, tab, draft, 'supplement')
    },

    async withdraw(device: Device) {
      const tab = device.anyTab()
      const incident = await known(device, tab, (one) => stateOf(one) === 'submitted')
      if (!incident) return
      await act(device, tab, 'withdraw', incident.id, (reason) => ({
        name: 'incident.withdraw',
        args: { incidentId: incident.id, reason },
      }))
    },

    /** about an incident that no server has ever heard of */
    async stray(device: Device) {
      const tab = device.anyTab()
      const incident = await known(device, tab, () => true)
      if (!incident) return
      const id = random.uuid() as IncidentId
      const seed: StoredRecord = {
        space: `unit:${device.unitId}` as StoredRecord['space'],
        type: 'incident',
        id,
        entity: id,
        version: 0,
        body: { ...incident, id },
      }
      const { body } = latestReport(incident)
      await act(device, tab, 'stray', id, (text) => ({
        name: 'incident.supplement',
        args: { incidentId: id, report: 'update', photos: [], body: { ...body, whatHappened: text } },
        seeds: [seed],
      }))
    },

    /** a report over which the server stumbles every time */
    async poison(device: Device) {
      const id = random.uuid()
      ledger.unitOf.set(id, device.unitId)
      await act(device, device.anyTab(), 'poison', id, (text) => ({
        name: 'incident.report',
        args: { incidentId: id, unitId: device.unitId, photos: [], body: bodyAt(device, text, id) },
      }))
    },

    async discard(device: Device) {
      const tab = device.anyTab()
      const [refused] = await readRefused(tab.db)
      if (!refused) return
      // a form whose way to another device was refused is still a form here
      const intents = refused.name.startsWith('draft.') ? [] : ledger.in(ownText(refused.args))
      const outcome = await tab.mutate({ name: 'attention.discard', args: { mid: refused.mid } })
      if (!outcome.ok) return
      // of what was sent twice, since the phone had forgotten the first time, one is left
      for (const intent of intents) {
        // and its pictures go with the copy that is thrown away, where the server has them not yet
        if (intent.most > 1) for (const hash of intent.photos) ledger.lostPhotos.add(hash)
        intent.state = intent.most === 1 ? 'discarded' : 'gone'
      }
      ledger.thrownAway.add(refused.mid)
      if (refused.name === 'task.see') ledger.seen.delete(JSON.stringify((refused.args as { place: object }).place))
    },

    /** what drafts are left after a restart are sent; forms without a word of theirs are thrown away */
    async resume(device: Device) {
      const tab = device.anyTab()
      const onItsWay = await handover.clearCarried(device)
      for (const draft of await readDrafts(tab.db)) {
        const isCopy = device.copies.delete(draft.id)
        if (onItsWay(draft) && !isCopy && !device.abandoned.has(draft.id)) continue
        const intent = ledger.intents.find((one) => one.draft === draft.id)
        const isOwn =
          intent && !isCopy && draft.body.whatHappened.includes(intent.word) && !device.abandoned.has(draft.id)
        if (isOwn) await send(device, tab, draft)
        else await discardDraft(tab.db, draft.id)
      }
      await monthly.resume(device)
      await tasks.resume(device)
      await pieces.resume(device)
      await given.resume(device)
      await handover.acts.takeUp(device)
    },

    async comment(device: Device) {
      const tab = device.anyTab()
      const incident = await known(device, tab, () => true)
      if (!incident) return
      await act(device, tab, 'comment', incident.id, (text) => ({
        name: 'incident.comment',
        args: { incidentId: incident.id, text },
      }))
    },
  }

  /** The desk keeps no incidents: it asks the server, then acts on what it was shown. */
  function seedsAtDesk(where: string): { incident: Incident; seeds: StoredRecord[] } | null {
    const rows = server.rows<{ space: string; id: string; version: number; body: string }>(
      `select space, id, version, body from records where type = 'incident' and body is not null and ${where}
       order by id`,
    )
    if (rows.length === 0) return null
    const { space, id, version, body } = random.pick(rows)
    const incident = JSON.parse(body) as Incident
    const record = { space, type: 'incident', id, entity: id, version, body: incident } as StoredRecord
    return { incident, seeds: [record] }
  }

  async function atDesk(
    device: Device,
    kind: IntentKind,
    change: (word: string, id: string) => object,
    name: string,
    where = 'true',
  ) {
    const shown = seedsAtDesk(where)
    if (!shown) return
    const { incident, seeds } = shown
    // a supplement from somebody without a post is an incident of its own, under an id that nobody meant
    if (!ledger.unitOf.has(incident.id)) {
      ledger.unitOf.set(incident.id, incident.unitId)
      ledger.open.add(incident.id)
    }
    await act(device, device.anyTab(), kind, incident.id, (text) => ({ name, args: change(text, incident.id), seeds }))
  }

  const deskActs = {
    receive: (device: Device) =>
      atDesk(device, 'receive', (note, incidentId) => ({ incidentId, note }), 'incident.receive'),
    askMore: (device: Device) =>
      atDesk(device, 'ask-more', (reason, incidentId) => ({ incidentId, reason }), 'incident.requestMore'),
    conclude: (device: Device) =>
      atDesk(device, 'conclude', (conclusion, incidentId) => ({ incidentId, conclusion }), 'incident.conclude'),
    comment: (device: Device) =>
      atDesk(device, 'comment', (text, incidentId) => ({ incidentId, text }), 'incident.comment'),
  }
  /** What came outside of a role lies in a list of its own. */
  const outsideActs = {
    adopt: (device: Device) =>
      atDesk(device, 'adopt', (note, incidentId) => ({ incidentId, note }), 'incident.adopt', OUTSIDE),
    dismiss: (device: Device) =>
      atDesk(device, 'dismiss', (reason, incidentId) => ({ incidentId, reason }), 'incident.dismiss', OUTSIDE),
  }

  const tasks = createTaskWork({ ledger, random, server, world, mean, act, attach })
  const monthly = createMonthlyWork({ ledger, random, world, mean, act })
  const desk = createDeskWork({ ledger, random, server, world, mean, act })
  const lines = createLineWork({ random, act, sendPlan: monthly.sendPlan })
  const pieces = createPieceWork({ ledger, random, server, mean, act, attach })
  const given = createGivenWork({ ledger, random, server, world, mean, act, tasks })
  return { acts, deskActs, outsideActs, handover, tasks, monthly, desk, lines, pieces, given }
}

/** Bytes that begin as a PNG of 640×480 does; larger than one piece of an upload. */
function aPicture(random: Random): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(150_000 + random.int(100_000))
  bytes.set(random.bytes(64), 1000)
  bytes.set([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 2, 0x80, 0, 0, 1, 0xe0,
  ])
  return bytes
}
