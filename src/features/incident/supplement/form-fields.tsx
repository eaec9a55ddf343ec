import { get, useController, useFormContext } from 'react-hook-form'
import type { Instant } from '#domain/time.ts'
import { useTexts } from '#i18n/texts.ts'
import { Checks, Choices, type Option } from '#ui/choices.tsx'
import { DateTimeField, NumberField, TextArea, TextField } from '#ui/fields.tsx'

/** A member of the form by its path; the error is the domain's sentence. */
function useMember<T>(path: string): { value: T; onChange(value: T): void; error: string | undefined } {
  const { field, formState } = useController({ name: path })
  const error = get(formState.errors, path) as { message?: string } | undefined
  return { value: field.value as T, onChange: field.onChange, error: error?.message }
}

interface MemberProps {
  path: string
  label: string
  hint?: string | undefined
}

export function TextMember({ path, label, hint }: MemberProps) {
  const { value, onChange, error } = useMember<string>(path)
  return <TextField id={`field-${path}`} {...{ label, hint, value, onChange, error }} />
}

export function WordsMember({
  path,
  label,
  hint,
  rows = 3,
  maxLength,
}: MemberProps & { rows?: number; maxLength?: number }) {
  const { value, onChange, error } = useMember<string>(path)
  const limit = maxLength === undefined ? {} : { counter: value.length > maxLength * 0.8, maxLength }
  return <TextArea id={`field-${path}`} {...{ label, hint, value, onChange, error, rows }} {...limit} />
}

export function CountMember({ path, label, hint }: MemberProps) {
  const { value, onChange, error } = useMember<number | null>(path)
  return <NumberField id={`field-${path}`} {...{ label, hint, value, onChange, error }} />
}

export function TimeMember({ path, label, hint }: MemberProps) {
  const { value, onChange, error } = useMember<Instant | null>(path)
  return <DateTimeField id={`field-${path}`} {...{ label, hint, value, onChange, error }} />
}

export function ChoiceMember<V extends string>({
  path,
  label,
  hint,
  options,
}: MemberProps & { options: readonly Option<V>[] }) {
  const { value, onChange, error } = useMember<V | null>(path)
  return <Choices<V> id={`field-${path}`} legend={label} {...{ hint, options, value, onChange, error }} />
}

export function ChecksMember<V extends string>({
  path,
  label,
  hint,
  options,
}: MemberProps & { options: readonly Option<V>[] }) {
  const { value, onChange } = useMember<V[]>(path)
  return <Checks<V> id={`field-${path}`} legend={label} values={value} {...{ hint, options, onChange }} />
}

/** Yes, no, or not known: three answers, and "Chưa rõ" is one of them. */
export function YesNoMember({ path, label }: MemberProps) {
  const { labels } = useTexts()
  const { value, onChange } = useMember<boolean | null>(path)
  const answer = value === null ? 'unknown' : value ? 'yes' : 'no'
  return (
    <Choices<'yes' | 'no' | 'unknown'>
      id={`field-${path}`}
      legend={label}
      options={(['yes', 'no', 'unknown'] as const).map((one) => ({ value: one, label: labels.yesNo[one] }))}
      value={answer}
      onChange={(picked) => onChange(picked === 'unknown' ? null : picked === 'yes')}
    />
  )
}

export const optionsOf = <V extends string>(words: Readonly<Record<V, string>>): Option<V>[] =>
  (Object.keys(words) as V[]).map((value) => ({ value, label: words[value] }))

/** What a member says now, without drawing a field for it. */
export function useValue<T>(path: string): [T, (value: T) => void] {
  const { watch, setValue } = useFormContext()
  return [watch(path) as T, (value) => setValue(path, value)]
}
