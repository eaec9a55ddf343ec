import type { Rate, Rates } from '#domain/deadlines/rates.ts'
import { type DutyTexts, useDutyTexts } from '#i18n/duty-texts.ts'
import type { DeskDutiesAnswer } from '#protocol/office.ts'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'

/** "3/5 (60 %)", rounded down, so that a hundred means all of them. */
export const shareText = (t: DutyTexts, { part, of, rate }: Rate): string =>
  rate === null ? t.nothing : t.share(part, of, `${Math.floor(rate * 100)} %`)

export function RateLines({ rates }: { rates: Rates }) {
  const t = useDutyTexts()
  return (
    <>
      <p>{`${t.submitted}: ${shareText(t, rates.submitted)} · ${t.onTime}: ${shareText(t, rates.onTime)}`}</p>
      {rates.notRequired > 0 && <p className="small">{t.excused(rates.notRequired)}</p>}
    </>
  )
}

/** How all units kept the form: this period, the year, and month by month. [DL18] */
export function DutyRates({ answer }: { answer: DeskDutiesAnswer }) {
  const t = useDutyTexts()
  const year = Number(answer.of.slice(0, 4))
  return (
    <div className="screen-body">
      <section className="stack-small">
        <h2>{t.ofYear(year)}</h2>
        <Card>
          <RateLines rates={answer.year} />
        </Card>
      </section>
      {answer.months.length > 0 && (
        <section className="stack-small">
          <h2>{t.table(year)}</h2>
          <Card>
            <DataTable
              caption={t.table(year)}
              columns={[
                { key: 'month', title: t.month },
                { key: 'submitted', title: t.submitted, number: true },
                { key: 'onTime', title: t.onTime, number: true },
              ]}
              rows={answer.months.map(({ of, rates }) => ({
                key: of,
                cells: [String(Number(of.slice(5))), cell(rates.submitted), cell(rates.onTime)],
              }))}
            />
          </Card>
        </section>
      )}
      <p className="small">{t.how}</p>
    </div>
  )

  function cell(rate: Rate): string {
    return rate.rate === null ? '–' : shareText(t, rate)
  }
}
