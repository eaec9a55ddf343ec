/** A whole tag, or the beginning of one that never ends: then only what can be its attributes. */
const TAG =
  /<!--[^<>]*-->|<\s{0,3}\/?\s{0,3}[a-z][^<>]*>|<\/?(?:ul|ol|li|p|br|span|div|script|style)\b(?:\s+[a-z-]+=(?:"[^"<>]*"|"?[\w:;-]*))*/gi

/** Tags go, and the text between them stays; what looks like a tag only after that goes too, bracket by bracket if need be. [PL6] */
export function withoutTags(text: string): string {
  let before = text
  for (let pass = 0; pass < 5; pass += 1) {
    const after = before.replaceAll(TAG, ' ')
    if (after === before) return oneSpaced(after)
    before = after
  }
  return oneSpaced(before.replaceAll(/[<>]/g, ' '))
}

export const hasTags = (text: string): boolean => withoutTags(text) !== oneSpaced(text)

export const oneSpaced = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** A telephone number as people write it: digits with a space, point or hyphen between; not a day. */
const PHONE = /(?<![\d/])(?!\d{1,2}[.-]\d{1,2}[.-]\d{4})(?:\+84|0)(?:[ .-]?\d){8,10}(?!\d)/g

/** The plan is public data and carries no phone number, whoever's it is. [PL22] */
export const withoutPhones = (text: string): string => text.replaceAll(PHONE, '')

export const hasPhone = (text: string): boolean => text.search(PHONE) >= 0

/** Some signs of a text, to be recognised by. */
export const excerpt = (text: string, max = 120): string => (text.length <= max ? text : `${text.slice(0, max - 1)}…`)
