import type { papers } from '#i18n/vi/papers.ts'

/**
 * An official paper in the order of Decree 30/2020/NĐ-CP, appendix I: what stands on it, before anybody draws it.
 * The page shows it, prints it and writes it as a file from this one description.
 */
export interface Paper {
  /** what stands on every paper */
  words: Pick<typeof papers, 'nation' | 'motto' | 'to' | 'recipients'>
  /** above every page, for what is no document yet; null for one that was sent */
  mark: string | null
  /** the body above the one that issues it, in capitals as it stands on the paper */
  parent: string
  issuer: string
  number: string
  /** "…………, ngày 07 tháng 02 năm 2026" */
  placeAndDate: string
  /** in a box under the number; null for an ordinary one */
  urgency: string | null
  kind: string
  subject: string
  /** null for what is addressed to nobody */
  to: string | null
  blocks: readonly Block[]
  recipients: readonly string[]
  signer: string
  /** under the signature; '' where the app does not know who signs */
  signerName: string
  /** without its ending; ASCII, and without a word of the content */
  fileName: string
}

/** What a paper says; head and foot are put around it, and what is left out stands as on most papers. */
export type Said = Pick<Paper, 'issuer' | 'kind' | 'subject' | 'blocks' | 'fileName'> &
  Partial<Pick<Paper, 'mark' | 'number' | 'urgency' | 'to' | 'recipients' | 'signer' | 'signerName'>>

export type Block = { heading: string } | { text: string } | { table: PaperTable }

export interface PaperTable {
  /** what is counted or listed in it, for whoever hears it */
  label: string
  columns: readonly { title: string; number: boolean }[]
  /** in parts of the whole; the columns are equal where it is left out */
  widths?: readonly number[]
  /** a line break begins a paragraph of its own */
  rows: readonly (readonly string[])[]
}
