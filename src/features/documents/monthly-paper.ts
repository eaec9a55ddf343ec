import { startOf } from '#domain/deadlines/days.ts'
import type { PeriodPolicy } from '#domain/deadlines/periods.ts'
import { SOURCES } from '#domain/monthly-reports/fields.ts'
import { periodNamed, readMonthName } from '#domain/monthly-reports/key.ts'
import type { MonthlyReport, Version } from '#domain/monthly-reports/report.ts'
import type { Instant } from '#domain/time.ts'
import { type Fields, isEmpty, itemOf } from '#domain/unit-forms/fields.ts'
import { countOf, type Item, standing, textOf } from '#domain/unit-forms/items.ts'
import { signerOf } from '#domain/unit-forms/signer.ts'
import { formatDay, formatDayTime } from '#i18n/dates.ts'
import { valueWords } from '#i18n/form-words.ts'
import { monthlyVi } from '#i18n/monthly-texts.ts'
import { monthlyPaper as words } from '#i18n/vi/monthly-paper.ts'
import type { Block, Said } from './paper.ts'

/** What a paper is made of: a version as it was frozen, or the draft as it would be. */
export interface MonthlyContent {
  unitName: string
  /** 2026-11 */
  of: string
  policy: PeriodPolicy
  fields: Fields
  sent: { report: MonthlyReport; version: Version } | null
}

/**
 * What a month's report says as a paper. A draft says so above every page and bears neither day nor name: nobody has
 * sent or signed it. [DC1, DC4]
 * @returns with the day of its sending; null for a draft
 */
export function monthlySaid({ unitName, of, policy, fields, sent }: MonthlyContent): {
  at: Instant | null
  said: Said
} {
  const { month, year } = readMonthName(of)
  const period = periodNamed(of, policy)
  const days = [formatDay(startOf(period.from)), formatDay(startOf(period.to))] as const
  const stamps = sent?.version.stamps
  const received = stamps?.received ?? null
  const code = sent?.report.code
  const registered = code && received ? [words.code(code, sent.version.no, formatDayTime(received))] : []
  const docNumber = textOf(fields.docNumber).trim()
  const nilSentence = words.nil(...days)
  return {
    at: stamps ? (received ?? stamps.committed) : null,
    said: {
      issuer: unitName,
      mark: sent ? null : words.draft,
      // numbers below ten have a leading zero
      ...(docNumber === '' ? {} : { number: words.number(docNumber.replace(/^(\d)\//, '0$1/')) }),
      kind: words.kind,
      subject: words.subject(month, year),
      ...(sent ? signature(sent) : {}),
      blocks: saysOnlyNil(fields)
        ? nilBlocks(fields, nilSentence, [...registered, words.end(month, year, unitName)])
        : [
            ...lines(words.period(...days)),
            ...overview(fields),
            { heading: words.issues },
            ...(fields.nil === true ? nilAmong(fields, nilSentence) : issues(fields)),
            ...incidents(fields),
            ...outlook(fields),
            ...lines(...registered, words.end(month, year, unitName)),
          ],
      fileName: `bao-cao-thang-${of}-${sent ? `ban-${sent.version.no}` : 'nhap'}`,
    },
  }
}

/** Who approved it signs: by name where the app knows who that was. */
function signature({ report, version }: NonNullable<MonthlyContent['sent']>): Pick<Said, 'signer' | 'signerName'> {
  const head = signerOf(report, version)
  return { signerName: head?.name ?? '', ...(head?.role === 'office_chief' ? { signer: words.officeChief } : {}) }
}

const lines = (...texts: readonly string[]): Block[] =>
  texts
    .flatMap((text) => text.split('\n'))
    .filter((text) => text.trim() !== '')
    .map((text) => ({ text }))
const orNothing = (blocks: Block[]): Block[] => (blocks.length > 0 ? blocks : lines(words.nothing))

/** Nothing arose, and nothing else was noted either; what goes on from before is no news. [MR13] */
const saysOnlyNil = (fields: Fields): boolean =>
  fields.nil === true &&
  Object.entries(fields).every(
    ([path, value]) =>
      isEmpty(value) || value === 0 || path === 'nil' || path === 'docNumber' || itemOf(path)?.list === 'issues',
  )

/** Nothing arose among much that was noted: the sentence stands where issues would. [MR13] */
const nilAmong = (fields: Fields, sentence: string): Block[] =>
  standing(fields, 'issues').length === 0
    ? lines(`${sentence}.`)
    : [...lines(`${sentence}. ${words.followed}:`), ...issues(fields)]

/** Nothing arose: one sentence. What went on from before is told, since it is neither new nor over. */
function nilBlocks(fields: Fields, sentence: string, end: readonly string[]): Block[] {
  if (standing(fields, 'issues').length === 0) return lines(...end.slice(0, -1), `${sentence}./.`)
  return [
    ...lines(`${sentence}.`),
    { heading: words.followed },
    ...issues(fields),
    ...lines(...issueProposals(fields), ...end),
  ]
}

const count = (fields: Fields, path: string): number => countOf(fields[path]) ?? 0
const counter = (fields: Fields, name: string): number => count(fields, `counters.${name}`)
const wordOf = (item: Item, member: string): string | null =>
  valueWords(monthlyVi, `${item.list}.${item.id}.${member}`, item.of[member])

function overview(fields: Fields): Block[] {
  const sources = SOURCES.filter((source) => fields[`sources.${source}`] === true)
  const of = (name: string) => counter(fields, name)
  return [
    { heading: words.overview },
    ...orNothing(
      lines(
        textOf(fields.overview),
        ...(sources.length > 0
          ? [words.sources(sources.map((source) => monthlyVi.fields[`sources.${source}`]?.toLowerCase()).join(', '))]
          : []),
        words.press(of('pressTotal'), of('pressPositive'), of('pressNeutral'), of('pressNegative')),
        ...(of('postsNoted') > 0 ? [words.posts(of('postsNoted'))] : []),
        words.feedback(of('feedbackTotal'), of('feedbackResolved'), of('feedbackPending')),
      ),
    ),
  ]
}

function issues(fields: Fields): Block[] {
  const items = standing(fields, 'issues')
  if (items.length === 0) return lines(words.nothing)
  const said = (...texts: readonly (string | null | undefined | false)[]) => texts.filter(Boolean).join('\n')
  return [
    {
      table: {
        label: words.issues,
        columns: words.columns.map((title, n) => ({ title, number: n === 0 })),
        widths: [1.2, 5, 2.6, 2.2, 5, 3],
        rows: items.map((item, n) => {
          const aside = [
            wordOf(item, 'topic'),
            wordOf(item, 'firstSeen') && words.seen(wordOf(item, 'firstSeen') ?? ''),
            item.of.carried === true && words.carried,
          ].filter(Boolean)
          const accuracy = wordOf(item, 'accuracy')
          const responsible = textOf(item.of.responsible)
          return [
            String(n + 1),
            said(textOf(item.of.title), aside.length > 0 && `(${aside.join('; ')})`, textOf(item.of.summary)),
            wordOf(item, 'origin') ?? '',
            wordOf(item, 'level') ?? '',
            said(textOf(item.of.handling), responsible && words.responsible(responsible)),
            said(wordOf(item, 'result'), accuracy && words.accuracy(accuracy)),
          ]
        }),
      },
    },
    ...lines(
      ...items.flatMap(({ of }, n) =>
        textOf(of.links)
          .split(/\s+/)
          .filter((link) => link !== '')
          .map((link) => words.link(n + 1, link)),
      ),
    ),
  ]
}

const issueProposals = (fields: Fields): string[] =>
  standing(fields, 'issues').flatMap(({ of }, n) => {
    const proposal = textOf(of.proposal)
    return proposal === '' ? [] : [words.issueProposal(n + 1, proposal)]
  })

function incidents(fields: Fields): Block[] {
  const total = count(fields, 'incidents.total')
  const known = standing(fields, 'evidence').filter(({ of }) => of.kind === 'incident')
  return [
    { heading: words.incidents },
    ...lines(
      total === 0 ? words.noIncident : words.incidentCount(total),
      ...known.map((item) => words.incident(textOf(item.of.title), wordOf(item, 'day') ?? '')),
    ),
  ]
}

function outlook(fields: Fields): Block[] {
  const joined = (title: string, aside: readonly (string | null | false)[]) => {
    const said = aside.filter(Boolean).join('; ')
    return said === '' ? `- ${title}.` : `- ${title} (${said}).`
  }
  const forecast = standing(fields, 'forecast').flatMap((item) => {
    const risk = wordOf(item, 'risk')
    const month = textOf(item.of.month)
    const preparation = textOf(item.of.preparation)
    return [
      joined(textOf(item.of.title), [month !== '' && words.month(month), risk && words.risk(risk)]),
      ...(preparation === '' ? [] : [words.preparation(preparation)]),
    ]
  })
  const examples = standing(fields, 'examples').map((item) =>
    joined(textOf(item.of.title), [
      wordOf(item, 'subject')?.toLowerCase() ?? null,
      item.of.sentToDept === true && words.sent,
    ]),
  )
  const news = [counter(fields, 'newsPublished'), counter(fields, 'newsSent')] as const
  const [difficulties, proposals] = [textOf(fields.difficulties), textOf(fields.proposals)]
  return [
    { heading: words.forecast },
    ...orNothing(lines(...forecast)),
    { heading: words.examples },
    ...orNothing(lines(...examples, ...(news[0] + news[1] > 0 ? [words.news(...news)] : []))),
    { heading: words.difficulties },
    ...orNothing(
      lines(
        difficulties && words.difficulty(difficulties),
        proposals && words.proposal(proposals),
        ...issueProposals(fields),
      ),
    ),
  ]
}
