import { channelsIn } from './channels.ts'
import { documentNumber, documentNumbersIn } from './document-numbers.ts'
import { namesIn, searchable } from './names-in-text.ts'
import type { Paragraph } from './paragraphs.ts'
import type { Correction, PlanDocument, Warning } from './preview.ts'
import { romanOf, romanValue } from './roman.ts'
import { unitFinder } from './unit-list.ts'
import type { UnitNames } from './unit-names.ts'

export interface DocumentBody {
  facts: Omit<PlanDocument, 'place'>
  corrections: Correction[]
  warnings: Warning[]
}

/** What the text before the table says that is of use. Its sentences and the people in them stay behind. [PL22] */
export function documentBody(paragraphs: readonly Paragraph[], units: UnitNames): DocumentBody {
  const out: DocumentBody = {
    facts: { references: [], channels: [], functions: [], signature: [] },
    corrections: [],
    warnings: [],
  }
  const unitAt = unitFinder(units)
  let section = 0
  for (const { line, text } of paragraphs) {
    section = readSection(out, line, text, section)
    readReferences(out, line, text)
    readChannels(out, line, text)
    for (const unit of namesIn(searchable(text), unitAt))
      if (unit.function !== null) {
        out.facts.functions.push({ unit: unit.code, function: unit.function, line })
        out.corrections.push({ item: null, line, raw: unit.raw, proposed: unit.proposed, rule: 'unit-alias' })
      }
    if (/^(?:(?:TM|KT|TL|TUQ|Q)\. )?(?:PHÓ )?(?:GIÁM ĐỐC|CHÁNH VĂN PHÒNG|TRƯỞNG PHÒNG)$/u.test(text))
      out.facts.signature.push(text)
  }
  return out
}

/** Headings in capitals should count on; where they do not, a person looks. [PL17] */
function readSection(out: DocumentBody, line: number, text: string, before: number): number {
  const numeral = /^([IVXL]+)\.\s+\p{Lu}{2}[^\p{Ll}]*$/u.exec(text)?.[1]
  const value = numeral ? romanValue(numeral) : null
  if (!numeral || value === null) return before
  if (value !== before + 1)
    out.warnings.push({ code: 'section-jump', line, details: { found: numeral, expected: romanOf(before + 1) } })
  return value
}

function readReferences(out: DocumentBody, line: number, text: string): void {
  // the number of this very document stands behind "Số:", not among those it rests on
  if (/^Số\s*:/iu.test(text)) return
  for (const raw of documentNumbersIn(text)) {
    const number = documentNumber(raw)
    if (number !== raw) out.corrections.push({ item: null, line, raw, proposed: number, rule: 'document-number' })
    if (!out.facts.references.some((known) => known.number === number)) out.facts.references.push({ number, line })
  }
}

function readChannels(out: DocumentBody, line: number, text: string): void {
  for (const { code, raw, proposed, exact } of channelsIn(text)) {
    if (!out.facts.channels.includes(code)) out.facts.channels.push(code)
    const told = out.corrections.some(
      (known) => known.rule === 'channel-alias' && known.raw.toLowerCase() === raw.toLowerCase(),
    )
    if (!exact && !told) out.corrections.push({ item: null, line, raw, proposed, rule: 'channel-alias' })
  }
}
