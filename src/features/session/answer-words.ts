import type { Texts } from '#i18n/texts.ts'
import type { Setback } from '#sync/transport.ts'

const isKnown = (t: Texts, code: string): code is keyof Texts['errors'] => code in t.errors

/** What to tell somebody whose request came to nothing. */
export function setbackWords(t: Texts, setback: Setback): string {
  if (setback.kind === 'no-answer') return t.session.errors.noNetwork
  const words = isKnown(t, setback.code) ? t.errors[setback.code] : t.errors['server-error']
  const wait = setback.retryAfterMs
  return wait === null ? words : `${words} ${t.session.errors.wait(Math.max(1, Math.ceil(wait / 1000)))}`
}
