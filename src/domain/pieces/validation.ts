import { isLink } from '../links.ts'
import type { Article, Consent, Example } from './body.ts'

/** The rules that the form of a piece and the server share; each of them blocks. [V01, V39, V41] */
export const PIECE_ISSUE_CODES = ['V01', 'V39', 'V41'] as const
export type PieceIssueCode = (typeof PIECE_ISSUE_CODES)[number]

export interface PieceIssue {
  code: PieceIssueCode
  /** the member that it is about: `title`, `consent` … */
  path: string
}

type Unchosen<T, K extends keyof T> = Omit<Known<T>, K> & { [M in K]: T[M] | null }
type Known<T> = { [K in keyof T as string extends K ? never : K]: T[K] }
/** As a form holds it: what was not chosen is null, and what was agreed may be told in part. */
export type ArticleDraft = Unchosen<Article, 'kind'>
export type ExampleDraft = Unchosen<Omit<Known<Example>, 'consent'>, 'kind' | 'about'> & {
  consent: (Omit<Known<Consent>, 'person'> & { person: Consent['person'] | null }) | null
}

/** Everything that is wrong with a piece, in the order of its form. */
export function validatePiece(body: ArticleDraft | ExampleDraft): PieceIssue[] {
  const { kind, title, author, text, link } = body
  const missing = (path: string, isThere: boolean): PieceIssue[] => (isThere ? [] : [{ code: 'V01', path }])
  const hasText = text.trim() !== ''
  return [
    ...missing('kind', kind !== null),
    ...missing('title', title.trim() !== ''),
    ...(body.form === 'example' ? missing('about', body.about !== null) : missing('author', author.trim() !== '')),
    ...(body.form === 'example' && isOfPeople(body)
      ? [...missing('label', body.label.trim() !== ''), ...missing('under16', body.under16 !== null)]
      : []),
    // an article may stand elsewhere already; what was achieved is told
    ...missing('text', hasText || (body.form === 'article' && link.trim() !== '')),
    ...(link.trim() === '' || isLink(link) ? [] : [{ code: 'V39' as const, path: 'link' }]),
    ...(body.form === 'example' && isOfPeople(body) && !hasConsent(body)
      ? [{ code: 'V41' as const, path: 'consent' }]
      : []),
  ]
}

const isOfPeople = ({ about }: ExampleDraft) => about === 'person' || about === 'group'

/** The people themselves agreed, and of a child under 16 the parents too; who wrote it down is known. [V41] */
const hasConsent = ({ under16, consent }: ExampleDraft): boolean =>
  consent !== null &&
  consent.person !== null &&
  consent.recordedBy.trim() !== '' &&
  (under16 !== true || consent.parents !== null)
