import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { usePageTexts } from '#i18n/page-texts.ts'
import { carryArgs, readCarried } from '#storage/carried.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import type { OpenDraft } from './use-draft.ts'

/** "Viết tiếp trên máy khác": the words go into the person's own space; the draft stays here. [HO6, HO7] */
export function CarryOn({ draft }: { draft: OpenDraft }) {
  const { db, actor, mutate } = useServices()
  const texts = usePageTexts()
  const { carry: t } = texts.handover
  const { row } = draft
  const state = useLiveQuery(async () => (await readCarried(db, actor)).stateOf(row), [db, actor, row])
  const [problem, setProblem] = useState<string | null>(null)

  const carry = async () => {
    setProblem(null)
    try {
      await draft.flush()
      const saved = await db.drafts.get(row.id)
      const done = saved && (await mutate({ name: 'draft.carry', args: await carryArgs(db, saved) }))
      if (done && !done.ok) setProblem(texts.refusals[done.error.code](done.error.details))
    } catch (error) {
      console.warn('draft not carried', error instanceof Error ? error.name : error)
      setProblem(t.failed)
    }
  }
  return (
    <div className="stack-small">
      {state === 'carried' && <Notice tone="info" title={t.carried} />}
      {state === 'taken' && <Notice tone="wait" title={t.taken} />}
      {problem && <Notice tone="alarm" title={problem} />}
      <Button kind="quiet" icon="share" onClick={carry}>
        {state === undefined || state === 'here' ? t.button : t.again}
      </Button>
      <p className="small">{t.hint}</p>
    </div>
  )
}
