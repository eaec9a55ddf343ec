import type { Day } from '#domain/deadlines/days.ts'
import {
  ARTICLE_KINDS,
  CONSENT_WAYS,
  type Consent,
  EXAMPLE_ABOUT,
  EXAMPLE_KINDS,
  PIECE_LIMITS,
  type PieceBody,
  type PieceForm,
} from '#domain/pieces/body.ts'
import { type ArticleDraft, type ExampleDraft, type PieceIssue, validatePiece } from '#domain/pieces/validation.ts'
import type { PieceValues } from '#domain/pieces/values.ts'
import { PRODUCT_CHANNELS } from '#domain/tasks/product.ts'
import { storableText } from '#domain/text.ts'
import { readDay } from '#i18n/deadline-words.ts'
import type { PieceTexts } from '#i18n/piece-texts.ts'
import type { FormError } from '#sync/use-hand-in.ts'

type Built = { ok: true; body: PieceBody } | { ok: false; errors: FormError[] }

/** What a form comes to: a piece as it is sent, or what is still open, in the words of its fields. [V01, V39, V41] */
export function buildPiece(t: PieceTexts, form: PieceForm, values: PieceValues, nowMs: number): Built {
  const draft = form === 'article' ? articleOf(values) : exampleOf(values, nowMs)
  const errors = [
    ...validatePiece(draft).map((issue) => errorOf(t, form, issue, values, nowMs)),
    ...tooLong(t, form, draft),
    ...(form === 'example' && isAboutPeople(values) ? daysUnread(t, values, nowMs) : []),
  ]
  // nothing is open, so nothing of it is unchosen
  return errors.length > 0 ? { ok: false, errors } : { ok: true, body: draft as PieceBody }
}

const told = (values: PieceValues) => ({
  title: storableText(values.title).trim(),
  author: storableText(values.author).trim(),
  text: storableText(values.text).trim(),
  link: storableText(values.link).trim(),
  channel: PRODUCT_CHANNELS.find((channel) => channel === values.channel) ?? null,
})

const articleOf = (values: PieceValues): ArticleDraft => ({
  ...told(values),
  form: 'article',
  kind: ARTICLE_KINDS.find((kind) => kind === values.kind) ?? null,
})

/** Of a practice no person is told, whatever was typed before that was chosen. */
function exampleOf(values: PieceValues, nowMs: number): ExampleDraft {
  const ofPeople = isAboutPeople(values)
  return {
    ...told(values),
    form: 'example',
    kind: EXAMPLE_KINDS.find((kind) => kind === values.kind) ?? null,
    about: EXAMPLE_ABOUT.find((about) => about === values.about) ?? null,
    label: ofPeople ? storableText(values.label).trim() : '',
    under16: ofPeople ? ({ yes: true, no: false }[values.under16] ?? null) : null,
    consent: ofPeople ? consentOf(values, nowMs) : null,
  }
}

export const isAboutPeople = ({ about }: Pick<PieceValues, 'about'>): boolean => about === 'person' || about === 'group'

function consentOf(values: PieceValues, nowMs: number): ExampleDraft['consent'] {
  return {
    recordedBy: storableText(values.recordedBy).trim(),
    person: givenOn(values.personOn, values.personHow, nowMs),
    parents: values.under16 === 'yes' ? givenOn(values.parentsOn, values.parentsHow, nowMs) : null,
  }
}

function givenOn(typed: string, chosen: string, nowMs: number): Consent['person'] | null {
  const on = readDay(typed, nowMs)
  const how = CONSENT_WAYS.find((way) => way === chosen)
  return on && how ? { on, how } : null
}

/** The consent is several fields: the sentence leads to the first of them that is open. */
function errorOf(
  t: PieceTexts,
  form: PieceForm,
  { code, path }: PieceIssue,
  values: PieceValues,
  nowMs: number,
): FormError {
  if (code === 'V41') return { path: openConsent(values, nowMs), text: t.issues.V41() }
  return { path, text: code === 'V39' ? t.issues.V39() : t.issues.V01(labelOf(t, form, path)) }
}

function openConsent({ personOn, personHow, parentsOn, parentsHow, under16 }: PieceValues, nowMs: number): string {
  const isDay = (typed: string): boolean => (readDay(typed, nowMs) satisfies Day | null) !== null
  if (!isDay(personOn)) return 'personOn'
  if (personHow === '') return 'personHow'
  if (under16 === 'yes' && !isDay(parentsOn)) return 'parentsOn'
  if (under16 === 'yes' && parentsHow === '') return 'parentsHow'
  return 'recordedBy'
}

export function labelOf(t: PieceTexts, form: PieceForm, path: string): string {
  if (path === 'text' && form === 'example') return t.fields.achievement
  return (t.fields as Readonly<Record<string, string>>)[path] ?? path
}

/** Too long is told, never cut. */
const tooLong = (t: PieceTexts, form: PieceForm, draft: ArticleDraft | ExampleDraft): FormError[] =>
  Object.entries(PIECE_LIMITS).flatMap(([path, max]) => {
    const members: Readonly<Record<string, unknown>> =
      'consent' in draft ? { ...draft, recordedBy: draft.consent?.recordedBy } : { ...draft }
    const text = members[path]
    return typeof text === 'string' && text.length > max
      ? [{ path, text: t.form.tooLong(labelOf(t, form, path), max) }]
      : []
  })

/** What was typed and is no day; what is empty is told as missing. */
const daysUnread = (t: PieceTexts, values: PieceValues, nowMs: number): FormError[] =>
  (['personOn', 'parentsOn'] as const).flatMap((path) =>
    values[path].trim() !== '' &&
    readDay(values[path], nowMs) === null &&
    (path === 'personOn' || values.under16 === 'yes')
      ? [{ path, text: t.form.dayUnread(t.fields[path]) }]
      : [],
  )
