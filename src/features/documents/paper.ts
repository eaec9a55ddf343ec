/**
 * An official paper in the order of Decree 30/2020/NĐ-CP, appendix I: what stands on it, before anybody draws it.
 * The page shows it, prints it and writes it as a file from this one description.
 */
export interface Paper {
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
  to: string
  blocks: readonly Block[]
  recipients: readonly string[]
  signer: string
  /** without its ending; ASCII, and without a word of the content */
  fileName: string
}

export type Block = { heading: string } | { text: string } | { table: PaperTable }

export interface PaperTable {
  /** what is counted or listed in it, for whoever hears it */
  label: string
  columns: readonly { title: string; number: boolean }[]
  /** in parts of the whole; the columns are equal where it is left out */
  widths?: readonly number[]
  rows: readonly (readonly string[])[]
}
