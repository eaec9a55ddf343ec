import { useState } from 'react'
import { accountIdSchema } from '#domain/ids.ts'
import { type Incident, reportsOf } from '#domain/incidents/incident.ts'
import { storableText } from '#domain/text.ts'
import { type PageTexts, usePageTexts } from '#i18n/page-texts.ts'
import type { DeskIncidentAnswer } from '#protocol/office.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { AskDialog } from '#ui/dialog.tsx'
import { TextArea, TextField } from '#ui/fields.tsx'
import { ActProblem } from './act-problem.tsx'
import { actsFor, changeFor, type DeskAct, mayClose, TEXT_OF } from './acts.ts'
import { seedOf } from './pending.ts'
import { usePerform } from './use-perform.ts'

/** What the office may do now. Each act is a change like any other: kept here first, sent once. [OF1–OF6] */
export function ActBar({ answer, incident }: { answer: DeskIncidentAnswer; incident: Incident }) {
  const { actor } = useServices()
  const { office: t } = usePageTexts()
  const { perform, problem } = usePerform()
  const [asking, setAsking] = useState<DeskAct | null>(null)
  const acts = actsFor(actor, incident)
  const canConclude = acts.includes('conclude') && !mayClose(incident) && reportsOf(incident).length > 0
  if (acts.length === 0) return null
  const [main] = acts
  const carryOut = (act: DeskAct, text: string) =>
    perform({ ...changeFor(act, answer.incident.id, text), seeds: [seedOf(answer)] })
  return (
    <>
      <ActProblem problem={problem} />
      {canConclude && <p className="small">{t.closeNeeds}</p>}
      <div className="desk-acts">
        {acts.map((act) => (
          <Button
            key={act}
            kind={act === main && (act === 'receive' || act === 'adopt') ? 'primary' : 'ghost'}
            onClick={() => (act === 'receive' ? carryOut(act, '') : setAsking(act))}
          >
            {t[act]}
          </Button>
        ))}
      </div>
      {asking && (
        <Ask
          act={asking}
          onClose={() => setAsking(null)}
          onDo={async (text) => {
            setAsking(null)
            await carryOut(asking, text)
          }}
        />
      )}
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

function Ask({ act, onClose, onDo }: { act: DeskAct; onClose(): void; onDo(text: string): void }) {
  const { office: t } = usePageTexts()
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const label = t[LABEL[act]]
  const submit = () => {
    if (act === 'nameReader' && !accountIdSchema.safeParse(text.trim()).success) return setError(t.accountIdWrong)
    if (TEXT_OF[act] === 'needed' && text.trim() === '') return setError(t.textMissing(label))
    onDo(storableText(text.trim()))
  }
  const field = { id: 'desk-act', label, value: text, onChange: setText, error }
  return (
    <AskDialog open title={t[act]} confirm={t.doIt} cancel={t.cancel} onConfirm={submit} onClose={onClose}>
      {act === 'close' && <p>{t.closeSure}</p>}
      {act === 'nameReader' && <TextField {...field} hint={t.accountIdHint} />}
      {act !== 'close' && act !== 'nameReader' && <TextArea {...field} rows={3} />}
    </AskDialog>
  )
}
