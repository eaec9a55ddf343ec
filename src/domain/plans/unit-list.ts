import { type FoundName, nameFinder, type Searchable, searchable } from './names-in-text.ts'
import { UNIT_FUNCTIONS, type UnitNames } from './unit-names.ts'

/** A unit named in a cell. @property function the duty in brackets after it, if it is a known one */
interface NamedUnit extends FoundName {
  function: string | null
}

export interface UnitList {
  units: NamedUnit[]
  unknown: { at: number; raw: string }[]
  /** the signs between the units, one spelling each */
  separators: string[]
}

type UnitFinder = (source: Searchable, at: number) => NamedUnit | null

const functionAt = nameFinder(UNIT_FUNCTIONS)

/** A reader of cells that name units. It goes by the names that are known, since punctuation stands inside them. [PL12] */
export function unitReader(names: UnitNames): (text: string) => UnitList {
  const namedAt = unitFinder(names)
  return (text) => {
    const source = searchable(text)
    const list: UnitList = { units: [], unknown: [], separators: [] }
    for (let at = 0; at < text.length; ) {
      const gap = /^(?:[\s\-–—•;,.:+/]|và(?=\s))*/u.exec(text.slice(at))?.[0] ?? ''
      at += gap.length
      if (at >= text.length) break
      const sign = gap.replaceAll(/\s/g, '').replaceAll(/[–—]/g, '-')
      if (list.units.length > 0 && !list.separators.includes(sign)) list.separators.push(sign)
      const unit = namedAt(source, at)
      if (unit) list.units.push(unit)
      else list.unknown.push({ at, raw: unknownFrom(source, at, namedAt) })
      at += (unit ?? list.unknown.at(-1))?.raw.length || 1
    }
    return list
  }
}

/** The unit that is named at a place of a text, with the duty in brackets behind it. [PL26] */
export function unitFinder(names: UnitNames): UnitFinder {
  const find = nameFinder(names)
  return (source, at) => {
    const name = find(source, at)
    return name && withFunction(source, name)
  }
}

function withFunction(source: Searchable, name: FoundName): NamedUnit {
  const { text } = source
  const end = name.at + name.raw.length
  const open = /^\s*\(\s*/.exec(text.slice(end))?.[0].length ?? 0
  const found = open > 0 ? functionAt(source, end + open) : null
  const close = found && /^\s*\)/.exec(text.slice(end + open + found.raw.length))?.[0].length
  if (!found || !close) return { ...name, function: null }
  const raw = text.slice(name.at, end + open + found.raw.length + close)
  return { ...name, raw, exact: false, function: found.code }
}

/** What is no known unit ends where the next known one begins, or at a sign that separates. */
function unknownFrom(source: Searchable, from: number, namedAt: UnitFinder): string {
  const { text, key } = source
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === ';') return text.slice(from, at).trimEnd()
    if (/[\s\-.,]/.test(key[at - 1] ?? '') && namedAt(source, at))
      return text.slice(from, at).replace(/[\s\-–—.,]+$/, '')
  }
  return text.slice(from)
}
