/** Columns side by side, as wide as their widest cell. Vietnamese letters are one column each in NFC. */
export function tableLines(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((name, i) => Math.max(...[name, ...rows.map((row) => row[i] ?? '')].map(widthOf)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd()
  return [line(header), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)]
}

const widthOf = (text: string): number => [...text.normalize('NFC')].length

/** 23/11/2026 10:40 in Hanoi. */
export function hanoiText(instant: string): string {
  const at = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString()
  return `${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)} ${at.slice(11, 16)}`
}
