import { useState } from 'react'
import { DRAFT_TEXT, type FieldKind, type FieldValue } from '#domain/unit-forms/fields.ts'
import { returnsOf } from '#domain/unit-forms/state.ts'
import { readDay } from '#i18n/deadline-words.ts'
import type { FormFace } from '#i18n/form-texts.ts'
import { labelOf, valueWords } from '#i18n/form-words.ts'
import { Check } from '#ui/choices.tsx'
import { SelectField, TextArea, TextField } from '#ui/fields.tsx'
import type { FormPage } from './form-page.ts'

/** Texts up to this length are of one line; the others get a box. */
const ONE_LINE = 500

/** One field, by what it holds. What cannot be read as a number or a day is kept as it was typed. [MR2] */
export function FieldFor({ page, path, error }: { page: FormPage; path: string; error?: string | undefined }) {
  const { t } = page
  const kind = t.layout.kindOf(path)
  if (!kind) return null
  const value = page.fields[path] ?? null
  const member = path.replace(/\.[0-9a-f-]{36}\./, '.')
  const reasons = reasonsFor(page, path)
  const hints = [t.hints[member], ...reasons.map((reason) => t.returned.field(reason)), page.hint?.(path)]
  const hint = hints.filter((one) => one !== undefined && one !== '').join(' · ')
  const field = {
    id: `field-${path}`,
    label: labelOf(t, path),
    ...(hint === '' ? {} : { hint }),
    error,
  }
  const set = (next: FieldValue) => page.typing.set(path, next)
  switch (kind.is) {
    case 'flag':
      return <Check id={field.id} label={field.label} hint={field.hint} checked={value === true} onChange={set} />
    case 'choice':
      return (
        <SelectField
          {...field}
          value={typeof value === 'string' ? value : ''}
          options={[
            { value: '', label: t.notChosen },
            ...kind.of.map((one) => ({ value: one, label: valueWords(t, path, one) ?? one })),
          ]}
          onChange={(next) => set(next === '' ? null : next)}
        />
      )
    case 'text': {
      const text = typeof value === 'string' ? value : ''
      if (text.length > DRAFT_TEXT) field.error = t.tooLongHere
      return kind.max <= ONE_LINE ? (
        <TextField {...field} value={text} onChange={set} />
      ) : (
        <TextArea {...field} rows={4} counter maxLength={kind.max} value={text} onChange={set} />
      )
    }
    case 'count':
    case 'money':
    case 'day':
      return <Typed key={path} t={t} field={field} kind={kind} value={value} nowMs={page.nowMs} onChange={set} />
  }
}

/** A number or a day in a text field: what is typed stays as it is while one types. */
function Typed({
  t,
  field,
  kind,
  value,
  nowMs,
  onChange,
}: {
  t: FormFace
  field: { id: string; label: string; hint?: string; error: string | undefined }
  kind: FieldKind
  value: FieldValue
  nowMs: number
  onChange(value: FieldValue): void
}) {
  const [text, setText] = useState<string | null>(null)
  const read = (typed: string): FieldValue => {
    const plain = typed.trim()
    if (plain === '') return null
    if (kind.is === 'day') return readDay(plain, nowMs) ?? typed
    if (kind.is === 'count') return /^\d{1,8}$/.test(plain) ? Number(plain) : typed
    const digits = plain.replace(/\s*(?:đồng|vnđ|đ)$/i, '').replace(/[.\s]/g, '')
    return /^\d{1,12}$/.test(digits) ? Number(digits) : typed
  }
  const path = field.id.slice('field-'.length)
  const shown = text !== null && read(text) === value ? text : (valueWords(t, path, value) ?? zero(value))
  return (
    <TextField
      {...field}
      inputMode={kind.is === 'day' ? 'text' : 'numeric'}
      value={shown}
      onChange={(typed) => {
        setText(typed)
        onChange(read(typed))
      }}
    />
  )
}

const zero = (value: FieldValue): string => (value === null ? '' : String(value))

/** What the office wrote to this field when it sent the form back. */
const reasonsFor = ({ found, state }: FormPage, path: string): string[] =>
  state === 'returned'
    ? returnsOf(found.report).flatMap(({ fields }) =>
        fields.filter((one) => one.path === path).map(({ reason }) => reason),
      )
    : []
