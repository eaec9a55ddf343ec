import './data-table.css'
import type { ReactNode } from 'react'

/** Numbers in rows and columns; on a narrow screen it scrolls by itself, with the keyboard too. */
export function DataTable({
  caption,
  columns,
  rows,
}: {
  caption: string
  columns: readonly { key: string; title: string; number?: boolean }[]
  rows: readonly { key: string; cells: readonly ReactNode[] }[]
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
    <section className="table-box" aria-label={caption} tabIndex={0}>
      <table className="data-table">
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, title, number }) =>
              title === '' ? (
                <td key={key} />
              ) : (
                <th key={key} scope="col" className={number ? 'number' : undefined}>
                  {title}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {columns.map((column, n) =>
                n === 0 ? (
                  <th key={column.key} scope="row">
                    {cells[n]}
                  </th>
                ) : (
                  <td key={column.key} className={column.number ? 'number' : undefined}>
                    {cells[n]}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
