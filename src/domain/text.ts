import * as z from 'zod/mini'

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u2028\u2029]/

/** Of a note or a reason, in UTF-16 units. */
export const NOTE_MAX = 1000

/** Text as stored: Unicode NFC, well formed, no control characters but tab and line feed. [TX1] */
export const textSchema = (max: number) =>
  z.string().check(
    z.maxLength(max),
    z.refine((text: string) => text.isWellFormed() && !FORBIDDEN.test(text)),
    z.normalize('NFC'),
  )

/** What a keyboard, a paste or an old tool gave, made storable without losing a word. [TX1] */
export function storableText(typed: string): string {
  return typed.toWellFormed().replaceAll('\r\n', '\n').replaceAll(new RegExp(FORBIDDEN, 'g'), ' ').normalize('NFC')
}

/** The key under which text is found: no marks, đ as d, lower case, hoà = hòa. [TX2] */
export function searchKey(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** How well `text` answers `query`: 2 with the very marks, 1 without marks, 0 not at all. [TX2] */
export function searchRank(text: string, query: string): 0 | 1 | 2 {
  const wanted = query.normalize('NFC').trim().toLowerCase()
  if (wanted === '') return 1
  if (text.normalize('NFC').toLowerCase().includes(wanted)) return 2
  return searchKey(text).includes(searchKey(query)) ? 1 : 0
}
