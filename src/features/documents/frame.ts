import { hanoiDay, type Instant } from '#domain/time.ts'
import { papers } from '#i18n/vi/papers.ts'
import type { Paper } from './paper.ts'

/** What every paper of a unit shares. */
export interface Frame {
  departmentName: string
  /** the day that stands on it */
  at: Instant
}

/** Puts head and foot around what a paper says: addressed to the department through its office. [DC1] */
export const framed = (
  { departmentName, at }: Frame,
  said: Omit<Paper, 'parent' | 'placeAndDate' | 'to' | 'recipients' | 'signer'>,
): Paper => ({
  ...said,
  parent: departmentName.toLocaleUpperCase('vi'),
  issuer: said.issuer.toLocaleUpperCase('vi'),
  placeAndDate: dateLine(at),
  to: papers.toOffice(departmentName),
  recipients: [papers.asAbove, papers.archive],
  signer: papers.head,
})

/** Days 1 to 9 and the months January and February have a leading zero, the other months none. */
function dateLine(at: Instant): string {
  const [year = '', month = '', day = ''] = hanoiDay(at).split('-')
  return papers.placeAndDate(day, Number(month) <= 2 ? month : String(Number(month)), year)
}
