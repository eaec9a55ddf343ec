import { Icon } from './icon.tsx'

export function SearchField({
  label,
  placeholder = label,
  value,
  onChange,
}: {
  label: string
  /** short enough for large letters */
  placeholder?: string
  value: string
  onChange(value: string): void
}) {
  return (
    <div className="search">
      <Icon name="search" />
      <input
        type="search"
        className="input"
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        enterKeyHint="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
