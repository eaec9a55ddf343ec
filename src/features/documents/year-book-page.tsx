import { useLiveQuery } from 'dexie-react-hooks'
import { useMemo, useState } from 'react'
import type { UnitId } from '#domain/ids.ts'
import { hanoiYear, instantOf } from '#domain/time.ts'
import { useDocumentTexts } from '#i18n/document-texts.ts'
import { useServices } from '#sync/services.tsx'
import { useServerNow } from '#sync/use-server-now.ts'
import { Choices } from '#ui/choices.tsx'
import { DocumentScreen } from './document-screen.tsx'
import { readYear } from './read-year.ts'
import { yearPaper } from './year-paper.ts'

/** `/so-nam`: what the unit owed in a year, and what the server vouched for. */
export function YearBookPage() {
  const words = useDocumentTexts().yearBook
  const { db, actor, active, clock } = useServices()
  const nowMs = useServerNow()
  const thisYear = hanoiYear(instantOf(nowMs))
  const [year, setYear] = useState(thisYear)
  const units = [...new Map(actor.grants.map(({ unitId, unitName }) => [unitId, unitName]))]
  const [chosen, setChosen] = useState(units[0]?.[0])
  const found = useLiveQuery(
    async () => (chosen ? await readYear(db, actor, { year, unitId: chosen }, clock) : undefined),
    [db, actor, year, chosen, clock],
  )
  const { departmentName } = active.profile
  const paper = useMemo(
    () => found && yearPaper(found, { departmentName, at: instantOf(nowMs) }),
    [found, departmentName, nowMs],
  )
  return (
    <DocumentScreen
      title={words.title}
      back="/them"
      paper={paper}
      choice={
        <>
          {units.length > 1 && (
            <Choices<UnitId>
              legend={words.unit}
              options={units.map(([value, label]) => ({ value, label }))}
              value={chosen ?? null}
              onChange={setChosen}
            />
          )}
          <Choices
            legend={words.year}
            options={[thisYear - 1, thisYear].map((of) => ({ value: String(of), label: String(of) }))}
            value={String(year)}
            onChange={(of) => setYear(Number(of))}
          />
        </>
      }
    />
  )
}
