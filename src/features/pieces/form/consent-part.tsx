import { CONSENT_WAYS } from '#domain/pieces/body.ts'
import { usePieceTexts } from '#i18n/piece-texts.ts'
import { SelectField, TextField } from '#ui/fields.tsx'
import type { PieceFormState } from './use-piece-form.ts'

/** Who agreed, when and how, and who wrote it down. No name of a child is asked for. [V41] */
export function ConsentPart({ form }: { form: PieceFormState }) {
  const t = usePieceTexts()
  const given = (on: 'personOn' | 'parentsOn', how: 'personHow' | 'parentsHow') => (
    <>
      <TextField
        id={`field-${on}`}
        label={t.fields[on]}
        hint={t.form.dayHint}
        error={form.errorAt(on)}
        value={form.values[on]}
        onChange={(value) => form.set({ [on]: value })}
      />
      <SelectField
        id={`field-${how}`}
        label={t.fields[how]}
        error={form.errorAt(how)}
        value={form.values[how]}
        options={[
          { value: '', label: t.form.pick },
          ...CONSENT_WAYS.map((way): { value: string; label: string } => ({ value: way, label: t.how[way] })),
        ]}
        onChange={(value) => form.set({ [how]: value })}
      />
    </>
  )
  return (
    <section className="stack" aria-labelledby="piece-consent">
      <div className="stack-small">
        <h2 id="piece-consent">{t.form.consentTitle}</h2>
        <p className="small">{t.form.consentLead}</p>
      </div>
      {given('personOn', 'personHow')}
      {form.values.under16 === 'yes' && given('parentsOn', 'parentsHow')}
      <TextField
        id="field-recordedBy"
        label={t.fields.recordedBy}
        error={form.errorAt('recordedBy')}
        value={form.values.recordedBy}
        onChange={(recordedBy) => form.set({ recordedBy })}
      />
    </section>
  )
}
