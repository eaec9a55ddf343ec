/** Code → what people call it: the name to show first, then what else is written for it. */
export type Names = Readonly<Record<string, readonly string[]>>

/** A name found in a text. @property proposed the first name of its code; @property exact whether it stood there so */
export interface FoundName {
  code: string
  at: number
  raw: string
  proposed: string
  exact: boolean
}

interface Pattern {
  code: string
  proposed: string
  folded: string
  regex: RegExp
}

/**
 * Letter for letter without marks and case, đ as d, every dash a hyphen: places in it are places in the text. So a
 * name is found in any spelling of the tone. [PL27]
 */
const folded = (text: string): string =>
  Array.from(text, (sign) => {
    const base = sign.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
    const letter = base === 'đ' ? 'd' : /^[–—‑]$/.test(base) ? '-' : base
    return letter.length === sign.length ? letter : sign
  }).join('')

/** A text with its folded double, made once. */
export interface Searchable {
  text: string
  key: string
}
export const searchable = (text: string): Searchable => ({ text, key: folded(text) })

/** The name that begins at a place, if any. */
export type NameFinder = (source: Searchable, from: number) => FoundName | null

/** A finder of these names: the longest name wins, spaces around hyphens do not count, and a name is a whole word. */
export function nameFinder(names: Names): NameFinder {
  const patterns = Object.entries(names)
    .flatMap(([code, all]) => all.map((name): Pattern => patternOf(code, all[0] ?? name, name)))
    .sort((a, b) => b.folded.length - a.folded.length)
  return ({ text, key }, from) => {
    for (const { code, proposed, folded: name, regex } of patterns) {
      regex.lastIndex = from
      const match = regex.exec(key)
      if (!match) continue
      const raw = text.slice(from, from + match[0].length)
      return { code, at: from, raw, proposed, exact: tight(name) === tight(folded(proposed)) }
    }
    return null
  }
}

const tight = (text: string): string => text.replaceAll(/\s*-\s*/g, '-').replaceAll(/\s+/g, ' ')

function patternOf(code: string, proposed: string, name: string): Pattern {
  const key = folded(name.normalize('NFC'))
  const source = tight(key)
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('-', '\\s*-\\s*')
    .replaceAll(' ', '\\s+')
  return { code, proposed, folded: key, regex: new RegExp(`${source}(?![\\p{L}\\p{N}])`, 'uy') }
}

/** Every one of these names in a text, from left to right, without overlaps. */
export function namesIn<T extends FoundName>(
  source: Searchable,
  find: (source: Searchable, from: number) => T | null,
): T[] {
  const { text } = source
  const found: T[] = []
  for (let at = 0; at < text.length; ) {
    const name = startsWord(text, at) ? find(source, at) : null
    if (name) found.push(name)
    at += name ? name.raw.length : 1
  }
  return found
}

const startsWord = (text: string, at: number): boolean =>
  /[\p{L}\p{N}]/u.test(text[at] ?? '') && !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')
