import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useState } from 'react'
import type { Instant } from '#domain/time.ts'
import { formatDay, formatTime, readDayTime } from '#i18n/dates.ts'
import { useTexts } from '#i18n/texts.ts'
import { Icon } from './icon.tsx'

export interface FieldProps {
  /** the id in the page; fields of a body use `field-` and the path, to which an `ErrorSummary` leads */
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  optional?: boolean
}

/** What a control needs to be tied to its label, hint and error. */
const describedBy = ({ id, hint, error }: Pick<FieldProps, 'id' | 'hint' | 'error'>) => ({
  'aria-invalid': error !== undefined,
  'aria-describedby': [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined,
})

function Field({ id, label, hint, error, optional, children }: FieldProps & { children: ReactNode }) {
  const t = useTexts()
  return (
    <div className={error ? 'field field-error' : 'field'}>
      <label className="label" htmlFor={id}>
        {label}
        {optional && <span className="label-optional"> {t.common.optional}</span>}
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {error && <FieldError id={id} text={error} />}
    </div>
  )
}

export function FieldError({ id, text }: { id: string; text: string }) {
  return (
    <p className="error" id={`${id}-error`}>
      <Icon name="alert" />
      <span>{text}</span>
    </p>
  )
}

type Input<T> = Omit<T, 'id' | 'value' | 'onChange'>

interface TextProps extends FieldProps {
  value: string
  /** the text as typed: never changed on the way, so that Telex and VNI are left alone */
  onChange(value: string): void
}

export function TextField(props: TextProps & Input<InputHTMLAttributes<HTMLInputElement>>) {
  const { id, label, hint, error, optional, value, onChange, ...input } = props
  return (
    <Field {...{ id, label, hint, error, ...(optional ? { optional } : {}) }}>
      <input
        type="text"
        autoComplete="off"
        {...input}
        {...describedBy({ id, hint, error })}
        id={id}
        className="input"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}

/** @param props.counter shows how much room is left; too long is told, never cut */
export function TextArea(
  props: TextProps & { counter?: boolean; maxLength?: number } & Input<TextareaHTMLAttributes<HTMLTextAreaElement>>,
) {
  const { id, label, hint, error, optional, value, onChange, counter, maxLength, rows = 4, ...input } = props
  const t = useTexts()
  return (
    <Field {...{ id, label, hint, error, ...(optional ? { optional } : {}) }}>
      <textarea
        {...input}
        {...describedBy({ id, hint, error })}
        id={id}
        className="input"
        rows={rows}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {counter && maxLength !== undefined && <p className="hint">{t.common.counter(value.length, maxLength)}</p>}
    </Field>
  )
}

/** A count; empty is "not known". Digits only are taken, whatever stands between them. */
export function NumberField(
  props: FieldProps & { value: number | null; onChange(value: number | null): void } & Input<
      InputHTMLAttributes<HTMLInputElement>
    >,
) {
  const { id, label, hint, error, optional, value, onChange, ...input } = props
  return (
    <Field {...{ id, label, hint, error, ...(optional ? { optional } : {}) }}>
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        {...input}
        {...describedBy({ id, hint, error })}
        id={id}
        className="input"
        value={value ?? ''}
        onChange={(event) => {
          const digits = event.target.value.replaceAll(/\D/g, '').slice(0, 7)
          onChange(digits === '' ? null : Number(digits))
        }}
      />
    </Field>
  )
}

export function SelectField<V extends string>(
  props: FieldProps & { value: V; options: readonly { value: V; label: string }[]; onChange(value: V): void },
) {
  const { id, label, hint, error, optional, value, options, onChange } = props
  return (
    <Field {...{ id, label, hint, error, ...(optional ? { optional } : {}) }}>
      <select
        {...describedBy({ id, hint, error })}
        id={id}
        className="input"
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value)
          if (chosen) onChange(chosen.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

const dayOf = (value: Instant | null) => (value ? formatDay(value) : '')
const timeOf = (value: Instant | null) => (value ? formatTime(value) : '')

/**
 * A moment in Hanoi's time whatever the phone says, typed as people write it: "19/11", "13h20". What was typed
 * stays on the screen even when it is no moment; then the value is null.
 */
export function DateTimeField(props: FieldProps & { value: Instant | null; onChange(value: Instant | null): void }) {
  const { id, label, hint, error, optional, value, onChange } = props
  const t = useTexts()
  const [typed, setTyped] = useState({ day: dayOf(value), time: timeOf(value), gave: value })
  const [left, setLeft] = useState(false)

  if (typed.gave !== value) setTyped({ day: dayOf(value), time: timeOf(value), gave: value })

  const type = (day: string, time: string) => {
    const gave = readDayTime(day, time, Date.now())
    setTyped({ day, time, gave })
    onChange(gave)
  }
  const unread = left && typed.gave === null && (typed.day.trim() !== '' || typed.time.trim() !== '')
  const said = error ?? (unread ? t.common.dateTimeUnread : undefined)

  return (
    <Field id={id} label={label} hint={hint} error={said} {...(optional ? { optional } : {})}>
      <div className="date-time">
        <input
          {...describedBy({ id, hint, error: said })}
          id={id}
          className="input"
          type="text"
          autoComplete="off"
          placeholder={t.common.dayPlaceholder}
          aria-label={`${typeof label === 'string' ? label : ''} ${t.common.dayLabel}`.trim()}
          value={typed.day}
          onChange={(event) => type(event.target.value, typed.time)}
          onBlur={() => setLeft(true)}
        />
        <input
          {...describedBy({ id, hint, error: said })}
          id={`${id}-time`}
          className="input"
          type="text"
          autoComplete="off"
          placeholder={t.common.timePlaceholder}
          aria-label={`${typeof label === 'string' ? label : ''} ${t.common.timeLabel}`.trim()}
          value={typed.time}
          onChange={(event) => type(typed.day, event.target.value)}
          onBlur={() => setLeft(true)}
        />
      </div>
    </Field>
  )
}
