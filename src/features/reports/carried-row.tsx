import { useState } from 'react'
import { useLocation } from 'wouter'
import type { CarriedDraft } from '#domain/drafts/carried-draft.ts'
import { formatWhen } from '#i18n/dates.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { carryArgs, keepCarried } from '#storage/carried.ts'
import { discardDraft } from '#storage/drafts.ts'
import type { DraftRow } from '#storage/tables.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Notice } from '#ui/notice.tsx'

/** A draft of the same person on another device, and the way to go on with it here. [HO7] */
export function CarriedRow({ carried, title }: { carried: CarriedDraft; title: string }) {
  const { db, mutate, clock } = useServices()
  const { carry: t } = usePageTexts().handover
  const [, navigate] = useLocation()
  const [problem, setProblem] = useState<string | null>(null)
  const open = async () => {
    try {
      const { as } = await keepCarried(db, carried)
      await mutate({ name: 'draft.taken', args: { draftId: carried.draftId } })
      navigate(as === null ? `/bao-cao/${carried.incidentId}` : `/su-co/${as}/${carried.step}`)
    } catch (error) {
      console.warn('carried draft not kept', error instanceof Error ? error.name : error)
      setProblem(t.failed)
    }
  }
  return (
    <Card>
      <div className="stack-small">
        <div className="row">
          <p className="grow strong">{title}</p>
          <Chip tone="brand">{t.chip}</Chip>
        </div>
        <p className="small">{t.from(formatWhen(carried.savedAt, clock()))}</p>
        {carried.photos > 0 && <p className="small">{t.photosStay(carried.photos)}</p>}
        {problem && <Notice tone="alarm" title={problem} />}
        <Button kind="ghost" icon="edit" wide aria-label={t.buttonOf(t.open, title)} onClick={open}>
          {t.open}
        </Button>
      </div>
    </Card>
  )
}

/** Puts a draft where the person's other devices find it; it stays here as well. [HO6] */
export function CarryButton({ draft, title, again }: { draft: DraftRow; title: string; again: boolean }) {
  const { db, mutate } = useServices()
  const texts = usePageTexts()
  const { carry: t } = texts.handover
  const [problem, setProblem] = useState<string | null>(null)
  const carry = async () => {
    setProblem(null)
    try {
      const done = await mutate({ name: 'draft.carry', args: await carryArgs(db, draft) })
      if (!done.ok) setProblem(texts.refusals[done.error.code](done.error.details))
    } catch (error) {
      console.warn('draft not carried', error instanceof Error ? error.name : error)
      setProblem(t.failed)
    }
  }
  const words = again ? t.again : t.button
  return (
    <>
      <Button kind="quiet" icon="share" aria-label={t.buttonOf(words, title)} onClick={carry}>
        {words}
      </Button>
      {problem && <Notice tone="alarm" title={problem} />}
    </>
  )
}

/** It goes on elsewhere: its officer may throw the words away that stayed here. Nobody and nothing else does. [DR1] */
export function DiscardTaken({ draft, title }: { draft: DraftRow; title: string }) {
  const { db } = useServices()
  const texts = usePageTexts()
  const { incident: t, handover } = texts
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button
        kind="quiet"
        icon="trash"
        aria-label={handover.carry.buttonOf(t.discardDraft, title)}
        onClick={() => setAsking(true)}
      >
        {t.discardDraft}
      </Button>
      <Dialog
        open={asking}
        title={t.discardDraft}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button kind="quiet" icon="trash" wide onClick={() => discardDraft(db, draft.id)}>
              {t.discardDraft}
            </Button>
            <Button kind="ghost" wide onClick={() => setAsking(false)}>
              {texts.common.cancel}
            </Button>
          </>
        }
      >
        <p>{handover.carry.taken}.</p>
        <p>{t.discardSure}</p>
      </Dialog>
    </>
  )
}
