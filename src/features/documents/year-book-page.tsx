import { useLiveQuery } from 'dexie-react-hooks'
import { useMemo, useState } from 'react'
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
  const found = useLiveQuery(() => readYear(db, actor, year, clock), [db, actor, year, clock])
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
        <Choices
          legend={words.year}
          options={[thisYear - 1, thisYear].map((of) => ({ value: String(of), label: String(of) }))}
          value={String(year)}
          onChange={(of) => setYear(Number(of))}
        />
      }
    />
  )
}
