import { hanoiDay, type Instant } from '#domain/time.ts'
import { papers } from '#i18n/vi/papers.ts'
import type { Paper, Said } from './paper.ts'

/** What every paper of a unit shares. */
export interface Frame {
  departmentName: string
  /** the day that stands on it; null: whoever issues it writes it */
  at: Instant | null
}

/** Puts head and foot around what a paper says: addressed to the department through its office. [DC1] */
export const framed = ({ departmentName, at }: Frame, said: Said): Paper => ({
  words: papers,
  mark: null,
  number: papers.numberOfReport,
  urgency: null,
  to: papers.toOffice(departmentName),
  recipients: [papers.asAbove, papers.archive],
  signer: papers.head,
  signerName: '',
  ...said,
  parent: departmentName.toLocaleUpperCase('vi'),
  issuer: said.issuer.toLocaleUpperCase('vi'),
  placeAndDate: dateLine(at),
})

/** Days 1 to 9 and the months January and February have a leading zero, the other months none. */
function dateLine(at: Instant | null): string {
  if (at === null) return papers.placeAndDateOpen
  const [year = '', month = '', day = ''] = hanoiDay(at).split('-')
  return papers.placeAndDate(day, Number(month) <= 2 ? month : String(Number(month)), year)
}
