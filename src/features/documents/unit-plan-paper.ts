import { type Day, startOf } from '#domain/deadlines/days.ts'
import type { Instant } from '#domain/time.ts'
import type { Fields } from '#domain/unit-forms/fields.ts'
import { signerOf } from '#domain/unit-forms/signer.ts'
import { contentOf, type PlanContent, type PlanLine, sumOfLines } from '#domain/unit-plans/content.ts'
import type { PlanVersion, UnitPlan } from '#domain/unit-plans/unit-plan.ts'
import { formatDay, formatDayTime } from '#i18n/dates.ts'
import { moneyWords } from '#i18n/form-words.ts'
import { unitPlan as labels } from '#i18n/vi/unit-plan.ts'
import { unitPlanPaper as words } from '#i18n/vi/unit-plan-paper.ts'
import type { Block, Said } from './paper.ts'

/** What a paper is made of: a version as it was frozen, or the draft as it would be. */
export interface UnitPlanContent {
  departmentName: string
  unitName: string
  /** 2026 */
  of: string
  fields: Fields
  /** the department's plan stood before its author */
  hasParent: boolean
  sent: { plan: UnitPlan; version: PlanVersion } | null
}

/**
 * What a unit's plan says as a paper. It is addressed to nobody, as plans are; a draft says so above every page and
 * bears neither day nor name. [DC1, DC4]
 * @returns with the day of its sending; null for a draft
 */
export function unitPlanSaid(from: UnitPlanContent): { at: Instant | null; said: Said } {
  const { departmentName, unitName, of, fields, hasParent, sent } = from
  const content = contentOf(fields)
  const stamps = sent?.version.stamps
  const received = stamps?.received ?? null
  const code = sent?.plan.code
  const head = sent && signerOf(sent.plan, sent.version)
  return {
    at: stamps ? (received ?? stamps.committed) : null,
    said: {
      issuer: unitName,
      mark: sent ? null : words.draft,
      // numbers below ten have a leading zero
      number: content.docNumber === '' ? words.numberOpen : words.number(content.docNumber.replace(/^(\d)\//, '0$1/')),
      kind: words.kind,
      subject: words.subject(of),
      to: null,
      blocks: [
        ...lines(hasParent ? words.byParent(of, departmentName, unitName) : words.alone(of, unitName)),
        { heading: words.objectives },
        ...orNothing(lines(...content.objectives.map(words.objective))),
        { heading: words.lines },
        ...work(content.lines, sumOfLines(fields), of),
        ...means(content),
        ...lines(
          ...(code && received ? [words.code(code, sent.version.no, formatDayTime(received))] : []),
          words.end(of, unitName),
        ),
      ],
      recipients: [words.reportsTo(departmentName), words.units, words.archive],
      signerName: head?.name ?? '',
      ...(head?.role === 'office_chief' ? { signer: words.officeChief } : {}),
      fileName: `ke-hoach-${of}-${sent ? `ban-${sent.version.no}` : 'nhap'}`,
    },
  }
}

const lines = (...texts: readonly string[]): Block[] =>
  texts
    .flatMap((text) => text.split('\n'))
    .filter((text) => text.trim() !== '')
    .map((text) => ({ text }))
const orNothing = (blocks: Block[]): Block[] => (blocks.length > 0 ? blocks : lines(words.nothing))

const label = (path: string): string => labels.fields[path] ?? path
const said = (...texts: readonly (string | false)[]) => texts.filter((text) => text !== false && text !== '').join('\n')
/** The year stands above: it is told again only where it is another one. */
const dayWords = (day: Day, of: string): string => formatDay(startOf(day)).replace(`/${of}`, '')
/** As sums stand in a column. */
const digits = (sum: number): string => moneyWords(sum).replace(/\D+$/, '')
const ROMAN = ['', 'I', 'II', 'III', 'IV'] as const

function work(items: readonly PlanLine[], sum: number | null, of: string): Block[] {
  if (items.length === 0) return lines(words.nothing)
  return [
    {
      table: {
        label: words.lines,
        columns: words.columns.map((title, n) => ({ title, number: n === 0 || n === 5 })),
        widths: [1.2, 5, 4, 3.2, 3.4, 2.8],
        rows: [
          ...items.map((line, n) => [
            String(n + 1),
            said(
              line.title,
              line.planItem !== '' && words.item(line.planItem),
              line.indicator !== '' && words.indicator(line.indicator),
            ),
            said(
              ...line.products.map(({ kind, qty }) => `${qty} ${label(`lines.qty.${kind}`).toLowerCase()}`),
              line.channels.length > 0 &&
                words.channels(line.channels.map((channel) => label(`channels.${channel}`).toLowerCase()).join(', ')),
            ),
            said(
              line.quarters.length > 0 && words.quarters(line.quarters.map((quarter) => ROMAN[quarter]).join(', ')),
              daysOf(line, of),
            ),
            said(line.responsible, line.coordinators !== '' && words.coordinators(line.coordinators)),
            line.budget === null ? '' : digits(line.budget),
          ]),
          ...(sum === null ? [] : [['', words.sum, '', '', '', digits(sum)]]),
        ],
      },
    },
  ]
}

function daysOf({ start, end }: PlanLine, of: string): string {
  if (start && end) return words.days(dayWords(start, of), dayWords(end, of))
  return start ? words.from(dayWords(start, of)) : end ? words.to(dayWords(end, of)) : ''
}

function means({ channels, budget, crisis, focalPoint, spokesperson }: PlanContent): Block[] {
  const source = budget.source && (labels.choices.source?.[budget.source] ?? null)
  const named = ({ name, position }: { name: string; position: string }) => [name, position].filter(Boolean).join(', ')
  return [
    { heading: words.means },
    ...orNothing(lines(...channels.map((channel) => `- ${label(`channels.${channel}`)}.`))),
    { heading: words.budget },
    ...lines(
      budget.total === null || budget.total === 0 ? words.noBudget : words.total(moneyWords(budget.total), source),
    ),
    { heading: words.crisis },
    ...orNothing(lines(crisis)),
    { heading: words.people },
    ...orNothing(
      lines(
        named(focalPoint) && words.focalPoint(named(focalPoint), focalPoint.decision),
        named(spokesperson) && words.spokesperson(named(spokesperson), spokesperson.authorised),
      ),
    ),
  ]
}
