import { storableText } from '../text.ts'
import { hasPhone, withoutPhones } from './cell-text.ts'
import type { Correction } from './preview.ts'

/** A line of the source as it can be stored. @property no from 1 */
export interface SourceLine {
  no: number
  text: string
}

/**
 * The text in lines: NFC, without a byte-order mark, form feeds and other signs that are no text; a no-break space
 * is a space. Tabs stay, they are the columns. Telephone numbers go here, at the door, so that nothing that is made
 * of the lines can carry one. [PL22, PL27, PL29]
 */
export function sourceLines(text: string): { lines: SourceLine[]; corrections: Correction[] } {
  const raw = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const storable = raw.map(storableLine)
  const phones = storable.flatMap((line, i): Correction[] =>
    hasPhone(line) ? [{ item: null, line: i + 1, raw: '(số điện thoại)', proposed: '', rule: 'phone-left-out' }] : [],
  )
  const first = raw.findIndex((line) => line.normalize('NFC') !== line)
  const word = withoutPhones(raw[first] ?? '')
    .split(' ')
    .find((part) => part.normalize('NFC') !== part)
  const composed: Correction[] =
    word === undefined
      ? []
      : [{ item: null, line: first + 1, raw: word, proposed: word.normalize('NFC'), rule: 'text-composed' }]
  return {
    lines: storable.map((line, i) => ({ no: i + 1, text: withoutPhones(line) })),
    corrections: [...composed, ...phones],
  }
}

const storableLine = (line: string): string =>
  storableText(line)
    .replaceAll(/[\u00A0\u202F]/g, ' ')
    .replaceAll(/[\u200B\u2060\uFEFF\u00AD]/g, '')
