import { MAX_PRODUCT_PHOTOS } from '#domain/photos/photo.ts'
import {
  PRODUCT_CHANNELS,
  PRODUCT_KINDS,
  PRODUCT_LIMITS,
  type ProductChannel,
  type ProductKind,
} from '#domain/tasks/product.ts'
import { validateProduct } from '#domain/tasks/validation.ts'
import { storableText } from '#domain/text.ts'
import { readDay } from '#i18n/deadline-words.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { useFormPictures } from '#sync/use-form-pictures.ts'
import { NumberField, SelectField, TextField } from '#ui/fields.tsx'
import { OptionalPart } from '#ui/optional-part.tsx'
import { FormFrame } from './form-frame.tsx'
import { tooLong } from './limits.ts'
import { type Built, type FormProps, useTaskForm } from './use-task-form.ts'

const EMPTY = { kind: '', title: '', channel: '', publishedAt: '', link: '', qty: 1 as number | null }

/** Something was made: what, where, how many. [V32, V39] */
export function ProductForm({ task, nowMs, pictures: { field: PictureField } }: FormProps) {
  const { tasks: t } = useTaskTexts()
  const fields = t.product.fields
  const { key } = task.due
  const pictures = useFormPictures({ formId: `${key} product`, entity: key, entityType: 'task' }, MAX_PRODUCT_PHOTOS)
  const build = (values: typeof EMPTY): Built => {
    const day = readDay(values.publishedAt, nowMs)
    const draft = {
      kind: PRODUCT_KINDS.find((kind) => kind === values.kind) ?? null,
      title: storableText(values.title).trim(),
      channel: PRODUCT_CHANNELS.find((channel) => channel === values.channel) ?? null,
      publishedAt: day,
      link: storableText(values.link).trim(),
      qty: values.qty,
    }
    const issues = [
      ...validateProduct(draft),
      ...(values.publishedAt.trim() !== '' && day === null ? [{ path: 'publishedAt', text: t.dayUnread }] : []),
      ...tooLong(t, 'title', fields.title, draft.title, PRODUCT_LIMITS.title),
    ]
    return issues.length > 0 ? { ok: false, issues } : { ok: true, name: 'task.addProduct', args: { product: draft } }
  }
  const form = useTaskForm(task, 'product', EMPTY, build, pictures.settled)
  const values = form.values ?? EMPTY
  return (
    <FormFrame task={task} title={t.acts.product} button={t.saveProduct} form={form}>
      <SelectField<ProductKind | ''>
        id="field-kind"
        label={fields.kind}
        error={form.errorAt('kind')}
        value={PRODUCT_KINDS.find((kind) => kind === values.kind) ?? ''}
        options={[
          { value: '', label: t.pickOne },
          ...PRODUCT_KINDS.map((kind) => ({ value: kind, label: t.product.kind[kind] })),
        ]}
        onChange={(kind) => form.set({ kind })}
      />
      <TextField
        id="field-title"
        label={fields.title}
        error={form.errorAt('title')}
        value={values.title}
        onChange={(title) => form.set({ title })}
      />
      <NumberField
        id="field-qty"
        label={fields.qty}
        error={form.errorAt('qty')}
        value={values.qty}
        onChange={(qty) => form.set({ qty })}
      />
      <SelectField<ProductChannel | ''>
        id="field-channel"
        label={fields.channel}
        optional
        value={PRODUCT_CHANNELS.find((channel) => channel === values.channel) ?? ''}
        options={[
          { value: '', label: t.noChannel },
          ...PRODUCT_CHANNELS.map((channel) => ({ value: channel, label: t.product.channel[channel] })),
        ]}
        onChange={(channel) => form.set({ channel })}
      />
      <TextField
        id="field-link"
        label={fields.link}
        hint={t.linkHint}
        optional
        type="url"
        inputMode="url"
        error={form.errorAt('link')}
        value={values.link}
        onChange={(link) => form.set({ link })}
      />
      <TextField
        id="field-publishedAt"
        label={fields.publishedAt}
        hint={t.publishedHint}
        optional
        error={form.errorAt('publishedAt')}
        value={values.publishedAt}
        onChange={(publishedAt) => form.set({ publishedAt })}
      />
      <OptionalPart loading={t.picturesLoading} unloaded={t.picturesUnloaded}>
        <PictureField {...pictures.field} />
      </OptionalPart>
    </FormFrame>
  )
}
