/** Kinds of documents that an agency's name follows, with or without its hyphen. */
const KINDS = ['KH', 'CT', 'QĐ', 'NĐ', 'NQ', 'TT', 'BC', 'TB', 'CV', 'HD']

const NUMBER = /(?<![\p{L}\p{N}/-])\d{1,5}(?:\/\d{4})?[/-](?=\p{Lu})[\p{L}\p{N}]+(?:[/-]\p{Lu}[\p{L}\p{N}]*)*/gu

/** The numbers of documents that a text cites: `141/KH-BGDĐT`, `09/2017/NĐ-CP`, `05-CT/TW`. [PL23] */
export const documentNumbersIn = (text: string): string[] => [...text.matchAll(NUMBER)].map(([number]) => number)

/** One spelling: `140/KHBGDĐT` is `140/KH-BGDĐT`. [PL23] */
export function documentNumber(raw: string): string {
  const text = raw.replaceAll(/\s+/g, '')
  const parts = text.split('/')
  const last = parts.at(-1) ?? ''
  const kind = KINDS.find((known) => last.startsWith(known) && /^\p{Lu}{2}/u.test(last.slice(known.length)))
  return kind ? [...parts.slice(0, -1), `${kind}-${last.slice(kind.length)}`].join('/') : text
}
