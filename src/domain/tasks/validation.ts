import type { Day } from '../deadlines/days.ts'
import { isLink } from '../links.ts'
import { PRODUCT_LIMITS, type Product } from './product.ts'

/** The rules that a task's forms and the server share; each of them blocks. Sentences: `src/i18n/vi/tasks.ts`. */
export const TASK_ISSUE_CODES = ['V01', 'V32', 'V39', 'V46'] as const
export type TaskIssueCode = (typeof TASK_ISSUE_CODES)[number]

export interface TaskIssue {
  code: TaskIssueCode
  /** the member that it is about: `title`, `link` … */
  path: string
  params: Readonly<Record<string, string | number>>
}

const issue = (code: TaskIssueCode, path: string, params: TaskIssue['params'] = {}): TaskIssue => ({
  code,
  path,
  params,
})

/** A product as a form holds it: what was not chosen is null. */
export type ProductDraft = Omit<Product, 'kind' | 'qty'> & { kind: Product['kind'] | null; qty: number | null }

/** Everything that is wrong with a product. [V01, V32, V39] */
export function validateProduct({ kind, title, link, qty }: ProductDraft): TaskIssue[] {
  return [
    ...(kind === null ? [issue('V01', 'kind')] : []),
    ...(title.trim() === '' ? [issue('V01', 'title')] : []),
    ...(link.trim() === '' || isLink(link) ? [] : [issue('V39', 'link')]),
    ...(qty === null ? [issue('V01', 'qty')] : []),
    ...(qty !== null && !(Number.isInteger(qty) && qty > 0 && qty <= PRODUCT_LIMITS.qty) ? [issue('V32', 'qty')] : []),
  ]
}

/** A result says something, or something was made. [V01] */
export const validateResult = (note: string, products: number): TaskIssue[] =>
  note.trim() === '' && products === 0 ? [issue('V01', 'note')] : []

/** More time ends after the time that there is. [V46] */
export const validateExtension = (before: Day, due: Day): TaskIssue[] =>
  before > due ? [] : [issue('V46', 'before', { due })]
