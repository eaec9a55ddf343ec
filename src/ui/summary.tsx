import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react'

/** What holds a form up, in the words of its fields; takes the focus when it appears. */
export function ErrorSummary({ title, errors }: { title: string; errors: readonly { path: string; text: string }[] }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])

  const lead = (event: MouseEvent, path: string) => {
    const field = document.getElementById(`field-${path}`)
    if (!field) return
    event.preventDefault()
    field.scrollIntoView({ block: 'center' })
    field.focus({ preventScroll: true })
  }

  return (
    <div ref={box} className="summary" role="alert" tabIndex={-1}>
      <p className="strong">{title}</p>
      <ul>
        {errors.map(({ path, text }) => (
          <li key={`${path} ${text}`}>
            <a href={`#field-${path}`} onClick={(event) => lead(event, path)}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Terms and what is known of them; an action per row, such as "Sửa". */
export function DefinitionList({ rows }: { rows: readonly { term: string; value: ReactNode; action?: ReactNode }[] }) {
  return (
    <dl className="rows">
      {rows.map(({ term, value, action }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
          {action && <dd className="row-action">{action}</dd>}
        </div>
      ))}
    </dl>
  )
}
