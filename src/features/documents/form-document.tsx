import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'wouter'
import { useDocumentTexts } from '#i18n/document-texts.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Choices } from '#ui/choices.tsx'
import { Notice } from '#ui/notice.tsx'
import { DocumentScreen } from './document-screen.tsx'
import type { ReadForm } from './form-paper.ts'
import { framed } from './frame.ts'

interface FormDocumentProps {
  of: string
  back: string
  title: string
  notFound: string
  /** what reads the form comes when it is wanted: it knows all rules and words of that form */
  load(): Promise<ReadForm>
}

const DRAFT = 'nhap'

/** A form of the unit as an official paper: a version that was sent, or the draft, marked as one. [DC4] */
export function FormDocument({ of, back, title, notFound, load }: FormDocumentProps) {
  const words = useDocumentTexts().form
  const [params, setParams] = useSearchParams()
  const { db, actor, active } = useServices()
  const [unit, wanted] = [params.get('u'), params.get('ban')]
  const { departmentName } = active.profile
  const read = useLoaded(load)
  const made = useLiveQuery(
    async () => (read ? await read(db, actor, { of, unit, wanted, departmentName }) : undefined),
    [db, actor, read, of, unit, wanted, departmentName],
  )
  const paper = useMemo(() => made && framed({ departmentName, at: made.at }, made.said), [made, departmentName])
  return (
    <DocumentScreen
      title={title}
      back={`${back}${unit === null ? '' : `?u=${unit}`}`}
      paper={paper}
      notFound={notFound}
      choice={
        made && (
          <>
            {made.versions.length > 0 && (
              <Choices
                legend={words.which}
                dense
                options={[
                  ...made.versions.map((no) => ({ value: String(no), label: words.version(no) })),
                  { value: DRAFT, label: words.draft },
                ]}
                value={made.shown === null ? DRAFT : String(made.shown)}
                onChange={(ban) => setParams(unit === null ? { ban } : { ban, u: unit }, { replace: true })}
              />
            )}
            {made.shown === null && <Notice tone="wait" title={words.draftNote} />}
            {made.short !== null && <ShortText text={made.short} />}
          </>
        )
      }
    />
  )
}

function useLoaded(load: FormDocumentProps['load']): ReadForm | null {
  const [read, setRead] = useState<{ of: ReadForm } | null>(null)
  const [failed, setFailed] = useState<{ error: unknown } | null>(null)
  useEffect(() => {
    let isHere = true
    load().then(
      (loaded) => isHere && setRead({ of: loaded }),
      (error: unknown) => isHere && setFailed({ error }),
    )
    return () => {
      isHere = false
    }
  }, [load])
  // the page for parts that did not come says what to do [UP1]
  if (failed) throw failed.error
  return read?.of ?? null
}

/** A text for Zalo or SMS: counts only, in Vietnamese for those who read it there. [SX1, TX6] */
function ShortText({ text }: { text: string }) {
  const words = useDocumentTexts().form
  const [said, setSaid] = useState('')
  const [shown, setShown] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid(words.copied),
      () => {
        setSaid(words.copyFailed)
        setShown(true)
      },
    )
  return (
    <>
      <Button kind="ghost" wide icon="copy" onClick={copy}>
        {words.copyShort}
      </Button>
      <p className="small" role="status">
        {said}
      </p>
      {shown && <p className="plain-text">{text}</p>}
    </>
  )
}
