import { useState } from 'react'
import { kindOf } from '#domain/monthly-reports/fields.ts'
import { DRAFT_TEXT, type FieldKind, type FieldValue, isEmpty } from '#domain/unit-forms/fields.ts'
import { readDay } from '#i18n/deadline-words.ts'
import { useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { labelOf, valueWords } from '#i18n/monthly-words.ts'
import { Check } from '#ui/choices.tsx'
import { SelectField, TextArea, TextField } from '#ui/fields.tsx'
import type { MonthlyPage } from './use-monthly.ts'

/** Texts of one line; the others get a box. */
const ONE_LINE = /(title|responsible|link|month|docNumber)$/

/** One field of the report, by what it holds. What cannot be read as a number or a day is kept as it was typed. [MR2] */
export function FieldFor({ page, path, error }: { page: MonthlyPage; path: string; error?: string | undefined }) {
  const t = useMonthlyTexts()
  const kind = kindOf(path)
  if (!kind) return null
  const value = page.fields[path] ?? null
  const member = path.replace(/\.[0-9a-f-]{36}\./, '.')
  const reasons = reasonsFor(page, path)
  const hints = [t.hints[member], ...reasons.map((reason) => t.returned.field(reason)), filledHint(page, t, path)]
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
      return ONE_LINE.test(path) ? (
        <TextField {...field} value={text} onChange={set} />
      ) : (
        <TextArea {...field} rows={4} counter maxLength={kind.max} value={text} onChange={set} />
      )
    }
    case 'count':
    case 'money':
    case 'day':
      return <Typed key={path} field={field} kind={kind} value={value} nowMs={page.nowMs} onChange={set} />
  }
}

/** A number or a day in a text field: what is typed stays as it is while one types. */
function Typed({
  field,
  kind,
  value,
  nowMs,
  onChange,
}: {
  field: { id: string; label: string; hint?: string; error: string | undefined }
  kind: FieldKind
  value: FieldValue
  nowMs: number
  onChange(value: FieldValue): void
}) {
  const t = useMonthlyTexts()
  const [text, setText] = useState<string | null>(null)
  const read = (typed: string): FieldValue => {
    const plain = typed.trim()
    if (plain === '') return null
    if (kind.is === 'day') return readDay(plain, nowMs) ?? typed
    return /^\d{1,8}$/.test(plain) ? Number(plain) : typed
  }
  const path = field.id.slice('field-'.length)
  const shown = text !== null && read(text) === value ? text : (valueWords(t, path, value) ?? zero(value))
  return (
    <TextField
      {...field}
      inputMode={kind.is === 'count' ? 'numeric' : 'text'}
      value={shown}
      onChange={(typed) => {
        setText(typed)
        onChange(read(typed))
      }}
    />
  )
}

const zero = (value: FieldValue): string => (value === null ? '' : String(value))

/** What the office wrote to this field when it sent the report back. */
function reasonsFor({ found, state }: MonthlyPage, path: string): string[] {
  if (state !== 'returned') return []
  const last = found.report?.timeline.filter((entry) => entry.kind === 'returned') ?? []
  return last.flatMap((entry) =>
    entry.kind === 'returned' && entry.version === (lastNo(found.report) ?? 0)
      ? entry.fields.filter((one) => one.path === path).map(({ reason }) => reason)
      : [],
  )
}
const lastNo = (report: MonthlyPage['found']['report']) =>
  report?.timeline.findLast((entry) => entry.kind === 'submitted')?.no

function filledHint(page: MonthlyPage, t: ReturnType<typeof useMonthlyTexts>, path: string): string {
  const filled = page.snapshot[path]
  const isCounter = path.startsWith('counters.') || path === 'incidents.total'
  return isCounter && isEmpty(page.fields[path]) && typeof filled === 'number' ? t.filled(filled) : ''
}
