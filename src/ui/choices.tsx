import { type ReactNode, useId } from 'react'
import type { Tone } from './card.tsx'
import { FieldError } from './fields.tsx'
import { Icon, type IconName } from './icon.tsx'

export interface Option<V extends string> {
  value: V
  label: ReactNode
  icon?: IconName | undefined
  hint?: ReactNode
  tone?: Tone | undefined
}

interface GroupProps {
  legend: ReactNode
  /** the id to which an `ErrorSummary` leads: `field-` and the path */
  id?: string
  hint?: ReactNode
  error?: string | undefined
  /** the legend is for screen readers only, because a heading says the same */
  hideLegend?: boolean
}

function Group({ legend, id, hint, error, hideLegend, children }: GroupProps & { children: ReactNode }) {
  const made = useId()
  const key = id ?? made
  return (
    <fieldset
      className={error ? 'group group-error' : 'group'}
      id={key}
      tabIndex={-1}
      aria-describedby={[hint && `${key}-hint`, error && `${key}-error`].filter(Boolean).join(' ') || undefined}
    >
      <legend className={hideLegend ? 'unseen' : 'label'}>{legend}</legend>
      {hint && (
        <p className="hint" id={`${key}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {error && <FieldError id={key} text={error} />}
    </fieldset>
  )
}

const layout = (columns: number | undefined) =>
  columns === undefined ? 'options' : `options-columns options-${columns}`

/** One of several, all to be seen at once. `onPick` hears a tap on the one that is chosen already, too. */
export function Choices<V extends string>(
  props: GroupProps & {
    options: readonly Option<V>[]
    value: V | null
    onChange(value: V): void
    onPick?(value: V): void
    columns?: number
    /** small and close together, as for a filter */
    dense?: boolean
  },
) {
  const { options, value, onChange, onPick, columns, dense, ...group } = props
  const name = useId()
  return (
    <Group {...group}>
      <div className={dense ? 'options options-dense' : layout(columns)}>
        {options.map((option) => (
          <label key={option.value} className={`option tone-${option.tone ?? 'plain'}`}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              onClick={() => onPick?.(option.value)}
            />
            <OptionWords option={option} />
          </label>
        ))}
      </div>
    </Group>
  )
}

/** Any number of several. */
export function Checks<V extends string>(
  props: GroupProps & {
    options: readonly Option<V>[]
    values: readonly V[]
    onChange(values: V[]): void
    columns?: number
  },
) {
  const { options, values, onChange, columns, ...group } = props
  const toggled = (value: V) =>
    values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
  return (
    <Group {...group}>
      <div className={layout(columns)}>
        {options.map((option) => (
          <label key={option.value} className={`option option-check tone-${option.tone ?? 'plain'}`}>
            <input
              type="checkbox"
              checked={values.includes(option.value)}
              onChange={() => onChange(toggled(option.value))}
            />
            <OptionWords option={option} />
          </label>
        ))}
      </div>
    </Group>
  )
}

/** One box to tick. */
export function Check({
  id,
  checked,
  onChange,
  label,
  hint,
}: {
  id?: string
  checked: boolean
  onChange(checked: boolean): void
  label: ReactNode
  hint?: ReactNode
}) {
  return (
    <label className="option option-check">
      <input id={id} type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <OptionWords option={{ value: 'on', label, hint }} />
    </label>
  )
}

function OptionWords({ option }: { option: Option<string> }) {
  return (
    <>
      <span className="option-mark" aria-hidden="true">
        <Icon name="check" />
      </span>
      {option.icon && <Icon name={option.icon} />}
      <span className="option-words">
        <span>{option.label}</span>
        {option.hint && <span className="hint">{option.hint}</span>}
      </span>
    </>
  )
}

/** Big answers that move on by themselves: buttons, because a tap is the whole act. */
export function Tiles<V extends string>({
  options,
  value,
  onPick,
  ...group
}: GroupProps & { options: readonly Option<V>[]; value: V | null; onPick(value: V): void }) {
  return (
    <Group {...group}>
      <div className="tiles">
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            className={`tile tone-${option.tone ?? 'plain'}`}
            aria-pressed={option.value === value}
            onClick={() => onPick(option.value)}
          >
            {option.icon && <Icon name={option.icon} />}
            <span className="option-words">
              <span>{option.label}</span>
              {option.hint && <span className="hint">{option.hint}</span>}
            </span>
          </button>
        ))}
      </div>
    </Group>
  )
}
