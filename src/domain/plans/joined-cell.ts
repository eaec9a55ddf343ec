import { oneSpaced, withoutPhones, withoutTags } from './cell-text.ts'

/** A piece of a cell and the line on which it stands. */
export interface CellPart {
  line: number
  text: string
}

/** A cell that may stand on several lines, read as one text. */
export interface JoinedCell {
  text: string
  /** the line of the source of a place in `text` */
  lineAt(offset: number): number
}

/** Joined with one space; a tag or a number that the page cut in two goes here. [PL2, PL8] */
export function joinedCell(parts: readonly CellPart[], line: number): JoinedCell {
  const kept = parts.filter(({ text }) => text !== '')
  const joined = oneSpaced(kept.map(({ text }) => text).join(' '))
  const text = cellText(joined)
  const ends: { end: number; line: number }[] = []
  let end = -1
  for (const part of kept) {
    end += cellText(part.text).length + 1
    ends.push({ end, line: part.line })
  }
  return { text, lineAt: (offset) => ends.find((part) => offset < part.end)?.line ?? ends.at(-1)?.line ?? line }
}

/** The words of a cell: no tags, one space, and no number that the page had cut in two. */
export const cellText = (raw: string): string => oneSpaced(withoutPhones(withoutTags(raw)))

/** How a piece was put after what stood before: the words around the seam. */
export function seam(before: string, after: string): { raw: string; proposed: string } {
  const left = before.split(' ').slice(-5).join(' ')
  const right = after.split(' ').slice(0, 5).join(' ')
  return { raw: `${left} ⏎ ${right}`.trim(), proposed: `${left} ${right}`.trim() }
}
