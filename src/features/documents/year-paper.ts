import type { Due } from '#domain/agenda/due.ts'
import { newestOf } from '#domain/deadlines/ledger.ts'
import { type Incident, isRestrictedIncident, reportsOf, stateOf } from '#domain/incidents/incident.ts'
import { latestOf, type Piece, pieceStateOf, versionsOf } from '#domain/pieces/piece.ts'
import type { Instant } from '#domain/time.ts'
import { formatDayTime } from '#i18n/dates.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { titleOf } from '#i18n/due-titles.ts'
import { timelinessWord } from '#i18n/duty-words.ts'
import { allVi } from '#i18n/page-texts.ts'
import { planVi } from '#i18n/plan-texts.ts'
import { papers } from '#i18n/vi/papers.ts'
import { pieces as pieceWords } from '#i18n/vi/pieces.ts'
import { type Frame, framed } from './frame.ts'
import type { Block, Paper } from './paper.ts'
import type { UnitYear } from './read-year.ts'

const words = papers.yearBook

/** Everything a unit owed and reported in a year, each line with what the server vouched for. [DC3] */
export function yearPaper({ year, unitName, dues, incidents, pieces, asOf }: UnitYear, frame: Frame): Paper {
  return framed(frame, {
    issuer: unitName,
    kind: words.kind,
    subject: words.subject(year),
    blocks: [
      { heading: words.duties },
      ...table(words.duties, dues.filter(({ kind }) => kind === 'duty').map(dueLine), true),
      { heading: words.tasks },
      ...table(words.tasks, dues.filter(({ kind }) => kind !== 'duty').map(dueLine), true),
      { heading: words.incidents },
      ...table(words.incidents, incidents.map(incidentLine), false),
      { heading: words.pieces },
      ...table(words.pieces, pieces.map(pieceLine), false),
      { text: asOf ? words.asOf(formatDayTime(asOf)) : words.never },
      { text: words.end(unitName) },
    ],
    fileName: `so-nam-${year}`,
  })
}

interface Line {
  what: string
  deadline: string
  received: Instant | null
  receipt: string | null
  state: string
}

function dueLine(due: Due): Line {
  const line = { what: titleOf(planVi, due), deadline: words.before(fullDay(due.deadline.before)) }
  if (due.kind === 'duty') {
    const { report, timeliness, ledger } = due
    const noted = newestOf(ledger, 'arrived')
    const { given } = planVi.deadlines
    const word = timelinessWord(planVi.deadlines, timeliness)
    return {
      ...line,
      received: report?.arrivals[0] ?? null,
      receipt: report?.code ?? null,
      // what came another way has no receipt of the server: the office's own note stands for it
      state: noted ? `${word}. ${given.arrived(fullDay(noted.on), given.way[noted.way])}` : word,
    }
  }
  if (due.kind === 'own')
    return { ...line, received: null, receipt: null, state: planVi.deadlines.own.percent(due.percent) }
  const reported = due.task?.timeline.find(({ kind }) => kind === 'reported')
  return {
    ...line,
    received: reported?.stamps.received ?? null,
    receipt: null,
    state: planVi.tasks.state[due.state],
  }
}

function incidentLine(incident: Incident): Line {
  const reports = reportsOf(incident)
  const { category } = reports.at(-1)?.body ?? {}
  return {
    what:
      isRestrictedIncident(incident) || !category
        ? words.restricted(reports.length)
        : words.incident(allVi.labels.category[category], reports.length),
    deadline: words.none,
    received: reports[0]?.stamps.received ?? null,
    receipt: incident.code,
    state: allVi.labels.state[stateOf(incident)],
  }
}

/** Of what must not be used any more only the kind stands in the book. [PI5] */
function pieceLine(piece: Piece): Line {
  const versions = versionsOf(piece)
  const { kind, title } = latestOf(piece).body
  const state = pieceStateOf(piece)
  return {
    what: words.piece(pieceWords.kind[kind], state === 'retired' ? null : title, versions.length),
    deadline: words.none,
    received: versions[0]?.stamps.received ?? null,
    receipt: piece.code,
    state: pieceWords.state[state],
  }
}

function table(label: string, lines: readonly Line[], hasDeadline: boolean): Block[] {
  if (lines.length === 0) return [{ text: words.empty }]
  const heads = [words.no, words.what, ...(hasDeadline ? [words.deadline] : []), words.received, words.receipt]
  return [
    {
      table: {
        label,
        columns: [...heads, words.state].map((title) => ({ title, number: title === words.no })),
        widths: hasDeadline ? [1, 6, 3, 3, 3, 3] : [1, 7, 3, 3, 3],
        rows: lines.map(({ what, deadline, received, receipt, state }, n) => [
          String(n + 1),
          what,
          ...(hasDeadline ? [deadline] : []),
          received ? formatDayTime(received) : words.none,
          receipt ?? words.none,
          state,
        ]),
      },
    },
  ]
}
