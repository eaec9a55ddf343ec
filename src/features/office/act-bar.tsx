import { useState } from 'react'
import { accountIdSchema } from '#domain/ids.ts'
import { type Incident, reportsOf } from '#domain/incidents/incident.ts'
import { type PageTexts, usePageTexts } from '#i18n/page-texts.ts'
import type { DeskIncidentAnswer } from '#protocol/office.ts'
import type { PlainChange } from '#storage/mutate.ts'
import { useServices } from '#sync/services.tsx'
import { useKeptWords } from '#sync/use-kept-words.ts'
import { Button } from '#ui/button.tsx'
import { AskDialog } from '#ui/dialog.tsx'
import { TextArea, TextField } from '#ui/fields.tsx'
import { ActProblem } from './act-problem.tsx'
import { actsFor, changeFor, type DeskAct, mayClose, TEXT_OF } from './acts.ts'
import { seedOf } from './pending.ts'
import { type Asked, useAsking, useWords } from './use-asking.ts'

/** What the office may do now. Each act is a change like any other: kept here first, sent once. [OF1–OF6] */
export function ActBar({ answer, incident }: { answer: DeskIncidentAnswer; incident: Incident }) {
  const { actor } = useServices()
  const { office: t } = usePageTexts()
  const { perform, problem, asking, ask, asked } = useAsking<DeskAct>()
  const acts = actsFor(actor, incident)
  const canConclude = acts.includes('conclude') && !mayClose(incident) && reportsOf(incident).length > 0
  if (acts.length === 0) return null
  const [main] = acts
  const change = (act: DeskAct, text: string) => ({
    ...changeFor(act, answer.incident.id, text),
    seeds: [seedOf(answer)],
  })
  return (
    <>
      <ActProblem problem={problem} />
      {canConclude && <p className="small">{t.closeNeeds}</p>}
      <div className="desk-acts">
        {acts.map((act) => (
          <Button
            key={act}
            kind={act === main && (act === 'receive' || act === 'adopt') ? 'primary' : 'ghost'}
            onClick={() => (act === 'receive' ? perform(change(act, '')) : ask(act))}
          >
            {t[act]}
          </Button>
        ))}
      </div>
      {asking && <Ask act={asking} about={incident.id} asked={asked} change={change} />}
    </>
  )
}

const LABEL = {
  adopt: 'note',
  dismiss: 'reason',
  receive: 'receiveNote',
  requestMore: 'need',
  handling: 'note',
  monitoring: 'note',
  conclude: 'conclusion',
  close: 'note',
  reopen: 'reason',
  nameReader: 'accountId',
} as const satisfies Record<DeskAct, keyof PageTexts['office']>

interface AskProps {
  act: DeskAct
  about: string
  asked: Asked
  change(act: DeskAct, text: string): PlainChange
}

function Ask({ act, about, asked: { problem, onDo, onClose }, change }: AskProps) {
  const { office: t } = usePageTexts()
  const judge = useWords()
  const words = useKeptWords(`${about} ${act}`)
  const { text } = words
  const [error, setError] = useState<string>()
  const label = t[LABEL[act]]
  const submit = () => {
    if (act === 'nameReader' && !accountIdSchema.safeParse(text.trim()).success) return setError(t.accountIdWrong)
    const said = judge(text, label, { needed: TEXT_OF[act] === 'needed' })
    setError(said.wrong)
    if (!said.wrong) void words.handIn((formId) => onDo({ ...change(act, said.words), formId }))
  }
  const field = { id: 'desk-act', label, value: text, onChange: words.set, error }
  return (
    <AskDialog open kept={words} title={t[act]} confirm={t.doIt} cancel={t.cancel} onConfirm={submit} onClose={onClose}>
      <ActProblem problem={problem} />
      {act === 'close' && <p>{t.closeSure}</p>}
      {act === 'nameReader' && <TextField {...field} hint={t.accountIdHint} />}
      {act !== 'close' && act !== 'nameReader' && <TextArea {...field} rows={3} />}
    </AskDialog>
  )
}
