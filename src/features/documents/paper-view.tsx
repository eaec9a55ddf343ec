import type { Block, Paper } from './paper.ts'

/** The paper as it will be printed; on the screen it is a preview that wraps to any width. */
export function PaperView({ paper, label }: { paper: Paper; label: string }) {
  return (
    <article className="paper" lang="vi" aria-label={label}>
      {paper.mark && <p className="paper-mark">{paper.mark}</p>}
      <div className="paper-head">
        <div>
          <p>{paper.parent}</p>
          <p className="paper-bold paper-ruled">{paper.issuer}</p>
          <p>{paper.number}</p>
          {paper.urgency && <p className="paper-urgency">{paper.urgency.toLocaleUpperCase('vi')}</p>}
        </div>
        <div>
          <p className="paper-bold">{paper.words.nation}</p>
          <p className="paper-bold paper-ruled-whole">
            <span>{paper.words.motto}</span>
          </p>
          <p className="paper-italic">{paper.placeAndDate}</p>
        </div>
      </div>
      <p className="paper-title">{paper.kind}</p>
      <p className="paper-title paper-ruled">{paper.subject}</p>
      {paper.to !== null && (
        <p className="paper-to">
          {paper.words.to} {paper.to}
        </p>
      )}
      {paper.blocks.map((block, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a paper never move
        <BlockView key={n} block={block} />
      ))}
      <div className="paper-foot">
        <div>
          <p className="paper-bold paper-italic">{paper.words.recipients}</p>
          {paper.recipients.map((line) => (
            <p key={line} className="paper-list">
              {line}
            </p>
          ))}
        </div>
        <div className="paper-bold paper-signer">
          <p>{paper.signer}</p>
          {paper.signerName && <p className="paper-signed">{paper.signerName}</p>}
        </div>
      </div>
    </article>
  )
}

function BlockView({ block }: { block: Block }) {
  if ('heading' in block) return <h2 className="paper-heading">{block.heading}</h2>
  if ('text' in block) return <p className="paper-text">{block.text}</p>
  const { label, columns, rows, widths = columns.map(() => 1) } = block.table
  const whole = widths.reduce((sum, width) => sum + width, 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="paper-table" tabIndex={0} aria-label={label}>
      <table>
        <colgroup>
          {columns.map(({ title }, n) => (
            <col key={title} style={{ inlineSize: `${((widths[n] ?? 1) / whole) * 100}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells.join('\t')}>
              {cells.map((text, n) => (
                <td key={columns[n]?.title} className={columns[n]?.number ? 'paper-number' : undefined}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
