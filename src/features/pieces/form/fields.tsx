import { ARTICLE_KINDS, EXAMPLE_ABOUT, EXAMPLE_KINDS, PIECE_LIMITS, type PieceForm } from '#domain/pieces/body.ts'
import { PRODUCT_CHANNELS } from '#domain/tasks/product.ts'
import { usePieceTexts } from '#i18n/piece-texts.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { Choices } from '#ui/choices.tsx'
import { SelectField, TextArea, TextField } from '#ui/fields.tsx'
import { isAboutPeople, labelOf } from './build.ts'
import { ConsentPart } from './consent-part.tsx'
import type { PieceFormState } from './use-piece-form.ts'

/** The fields of an article or an example, in the order in which people tell it. */
export function PieceFields({ of, form }: { of: PieceForm; form: PieceFormState }) {
  const t = usePieceTexts()
  const { values, set, errorAt } = form
  const isExample = of === 'example'
  const kinds = isExample ? EXAMPLE_KINDS : ARTICLE_KINDS
  return (
    <>
      <Choices
        id="field-kind"
        legend={t.fields.kind}
        error={errorAt('kind')}
        options={kinds.map((kind) => ({ value: kind, label: t.kind[kind] }))}
        value={kinds.find((kind) => kind === values.kind) ?? null}
        onChange={(kind) => set({ kind })}
      />
      <TextField
        id="field-title"
        label={t.fields.title}
        error={errorAt('title')}
        value={values.title}
        onChange={(title) => set({ title })}
      />
      {isExample && <AboutFields form={form} />}
      <TextArea
        id="field-text"
        label={labelOf(t, of, 'text')}
        hint={isExample ? t.form.achievementHint : t.form.textHint}
        rows={isExample ? 5 : 8}
        counter
        maxLength={PIECE_LIMITS.text}
        error={errorAt('text')}
        value={values.text}
        onChange={(text) => set({ text })}
      />
      <TextField
        id="field-author"
        label={t.fields.author}
        optional={isExample}
        error={errorAt('author')}
        value={values.author}
        onChange={(author) => set({ author })}
      />
      <PlaceFields form={form} />
      {isExample && isAboutPeople(values) && <ConsentPart form={form} />}
    </>
  )
}

function AboutFields({ form }: { form: PieceFormState }) {
  const t = usePieceTexts()
  const { values, set, errorAt } = form
  return (
    <>
      <Choices
        id="field-about"
        legend={t.fields.about}
        error={errorAt('about')}
        options={EXAMPLE_ABOUT.map((about) => ({ value: about, label: t.about[about] }))}
        value={EXAMPLE_ABOUT.find((about) => about === values.about) ?? null}
        onChange={(about) => set({ about })}
      />
      {isAboutPeople(values) && (
        <>
          <TextField
            id="field-label"
            label={t.fields.label}
            hint={t.form.labelHint}
            error={errorAt('label')}
            value={values.label}
            onChange={(label) => set({ label })}
          />
          <Choices
            id="field-under16"
            legend={t.fields.under16}
            error={errorAt('under16')}
            options={[
              { value: 'yes', label: t.yes },
              { value: 'no', label: t.no },
            ]}
            value={values.under16 === '' ? null : values.under16}
            onChange={(under16) => set({ under16 })}
          />
        </>
      )}
    </>
  )
}

/** Where it stands already. */
function PlaceFields({ form: { values, set, errorAt } }: { form: PieceFormState }) {
  const t = usePieceTexts()
  const { tasks } = useTaskTexts()
  return (
    <>
      <TextField
        id="field-link"
        label={t.fields.link}
        hint={t.form.linkHint}
        optional
        type="url"
        inputMode="url"
        error={errorAt('link')}
        value={values.link}
        onChange={(link) => set({ link })}
      />
      <SelectField
        id="field-channel"
        label={t.fields.channel}
        optional
        value={values.channel}
        options={[
          { value: '', label: t.form.notOut },
          ...PRODUCT_CHANNELS.map((channel): { value: string; label: string } => ({
            value: channel,
            label: tasks.product.channel[channel],
          })),
        ]}
        onChange={(channel) => set({ channel })}
      />
    </>
  )
}
