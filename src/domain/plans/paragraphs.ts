import { oneSpaced } from './cell-text.ts'
import type { Correction } from './preview.ts'
import type { SourceLine } from './source-lines.ts'

/** A paragraph of the text before the table. @property line where it begins */
export interface Paragraph {
  line: number
  text: string
}

/**
 * Paragraphs as they were written: a page that breaks one in two leaves a next line that begins in lower case.
 * Corrections show the words at the seam only, nothing of what people are called. [PL20, PL21]
 */
export function paragraphsOf(lines: readonly SourceLine[]): { paragraphs: Paragraph[]; corrections: Correction[] } {
  const parts: { line: number; texts: string[] }[] = []
  const corrections: Correction[] = []
  for (const { no, text } of lines) {
    const clean = withoutBold(text)
    if (clean === '') continue
    if (text.includes('**')) corrections.push({ item: null, line: no, ...boldSeen(text, clean), rule: 'bold-stripped' })
    const before = parts.at(-1)
    if (before && /^\p{Ll}/u.test(clean)) {
      const [left = '', right = ''] = [before.texts.at(-1)?.split(' ').at(-1), clean.split(' ', 1)[0]]
      const words = { raw: `${left} ⏎ ${right}`, proposed: `${left} ${right}` }
      corrections.push({ item: null, line: no, ...words, rule: 'paragraph-joined' })
      before.texts.push(clean)
    } else parts.push({ line: no, texts: [clean] })
  }
  return { paragraphs: parts.map(({ line, texts }) => ({ line, text: texts.join(' ') })), corrections }
}

/** Without the marks of bold type, and with the space that "KT." wants behind it. */
const withoutBold = (text: string): string =>
  oneSpaced(text.replaceAll('**', '')).replace(/^(TM|KT|TL|TUQ|Q)\.(?=\p{Lu})/u, '$1. ')

/** A post in capitals is shown; anything else in bold may be a name, and is not. */
const boldSeen = (text: string, clean: string) =>
  /\p{Ll}/u.test(clean) ? { raw: '**', proposed: '' } : { raw: oneSpaced(text), proposed: clean }
