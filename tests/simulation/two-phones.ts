import { carryArgs, keepCarried, readCarried } from '#storage/carried.ts'
import { discardDraft, readDrafts, saveDraft } from '#storage/drafts.ts'
import { openDraft } from '#storage/open-draft.ts'
import type { DraftRow } from '#storage/tables.ts'
import { joinContent, splitContent } from '#storage/unsent/content.ts'
import { gatherUnsent } from '#storage/unsent/gather.ts'
import { mergeUnsent } from '#storage/unsent/merge.ts'
import type { Tab } from '#tests/support/phone.ts'
import type { Random } from '#tests/support/random.ts'
import type { Device } from './device.ts'
import type { Intent, Ledger } from './ledger.ts'
import { NOTHING, type Proof } from './proofs.ts'

interface TwoPhonesDeps {
  ledger: Ledger
  random: Random
  mean(device: Device, kind: 'report', about: string, draft: string): Intent
  bodyAt(device: Device, text: string, incidentId: string): DraftRow['body']
  send(device: Device, tab: Tab, draft: DraftRow): Promise<void>
  write(device: Device): Promise<void>
}

/** What somebody with two devices does between them: files of unsent work, and forms that go on elsewhere. */
export function createHandover({ ledger, random, mean, bodyAt, send, write }: TwoPhonesDeps) {
  /** files lie about for as long as they like; without their seal, whose random bytes no seed can give */
  const drawer: { account: string; bytes: Uint8Array<ArrayBuffer>; proofs: ReadonlyMap<string, Proof> }[] = []
  const marks = { 'unsent-handed-over': 0, 'unsent-known': 0, 'draft-taken-up': 0 }

  const acts = {
    /** of something that was sent a moment ago, now and then */
    async save(device: Device) {
      if (random.chance(0.5)) await write(device)
      const content = await gatherUnsent(device.anyTab().db)
      // a form would be sent from both devices, and be two versions of one incident: that is its officer's to avoid
      if (content.drafts.length > 0 || content.forms.length > 0 || content.changes.length === 0) return
      // while the server is not lost a change that is in line has no answer, or is refused
      const proofOf = (mid: string) => (ledger.restoredAt === null ? NOTHING : ledger.proofs.heldBy(device, mid))
      const proofs = new Map(content.changes.map(({ mid }) => [mid, proofOf(mid)]))
      drawer.push({ account: device.actor.accountId, bytes: joinContent(content), proofs })
    },

    async take(device: Device) {
      const own = drawer.filter(({ account }) => account === device.actor.accountId)
      const file = own.length > 0 ? random.pick(own) : null
      const content = file && splitContent(file.bytes)
      if (!content) return
      const tab = device.anyTab()
      const inLine = async () => new Set<string>(await tab.db.outbox.toCollection().primaryKeys())
      const before = await inLine()
      const { changes, known } = await mergeUnsent(tab.db, content)
      const after = await inLine()
      if (ledger.restoredAt !== null)
        for (const [mid, proof] of file.proofs)
          ledger.proofs.take(device, { mid, proof, isNew: after.has(mid) && !before.has(mid) })
      marks['unsent-handed-over'] += changes
      marks['unsent-known'] += known
      tab.engine.wake()
    },

    /** begins a report here and leaves it for the other device */
    async carry(device: Device) {
      const tab = device.anyTab()
      const draft = await openDraft(tab.db, device.unitId, device.clock, random.uuid)
      ledger.unitOf.set(draft.incidentId, device.unitId)
      const intent = mean(device, 'report', draft.incidentId, draft.id)
      const body = bodyAt(device, intent.word, draft.incidentId)
      const isKept = await saveDraft(tab.db, draft.id, { body }, device.clock)
      intent.state = isKept ? 'written' : 'gone'
      const saved = await tab.db.drafts.get(draft.id)
      if (saved) await tab.mutate({ name: 'draft.carry', args: await carryArgs(tab.db, saved) })
    },

    /** goes on here with what another device left, and sends it */
    async takeUp(device: Device) {
      const tab = device.anyTab()
      for (const carried of (await readCarried(tab.db, device.actor)).fromElsewhere) {
        // nobody goes on with one form on two devices; what was sent before this one went back in time is done
        const taker = ledger.takers.get(carried.draftId) ?? device.label
        if (taker !== device.label) continue
        ledger.takers.set(carried.draftId, taker)
        if (device.abandoned.has(carried.draftId)) {
          await tab.mutate({ name: 'draft.taken', args: { draftId: carried.draftId } })
          continue
        }
        const { as } = await keepCarried(tab.db, carried)
        await tab.mutate({ name: 'draft.taken', args: { draftId: carried.draftId } })
        const draft = as === null ? undefined : await tab.db.drafts.get(as)
        marks['draft-taken-up'] += 1
        if (draft) await send(device, tab, draft)
      }
    },
  }

  /**
   * What was carried is sent elsewhere: here it only goes, once the other device has it. One whose way was refused
   * goes on here. @returns whether a draft is on its way
   */
  async function clearCarried(device: Device): Promise<(draft: DraftRow) => boolean> {
    const { db } = device.anyTab()
    const { stateOf } = await readCarried(db, device.actor)
    for (const draft of await readDrafts(db)) if (stateOf(draft) === 'taken') await discardDraft(db, draft.id)
    return (draft) => stateOf(draft) !== 'here'
  }

  return { acts, marks, clearCarried }
}
