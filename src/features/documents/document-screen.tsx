import { type ReactNode, useState } from 'react'
import { useDocumentTexts } from '#i18n/document-texts.ts'
import { Button } from '#ui/button.tsx'
import { Announce } from '#ui/live.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Loading } from '#ui/states.tsx'
import './documents.css'
import { saveFile } from '#ui/save-file.ts'
import type { Paper } from './paper.ts'
import { PaperView } from './paper-view.tsx'

interface DocumentScreenProps {
  back: string
  /** undefined while it is read, null when this device does not have it */
  paper: Paper | null | undefined
  /** only certain people may see what stands on it */
  restricted?: boolean
  title?: string
  /** what the reader may choose about it */
  choice?: ReactNode
  /** why there is none */
  notFound?: string
}

/** One paper: to be read, printed, or taken along as a Word file; all of it without a network. [DC2] */
export function DocumentScreen({ back, paper, restricted = false, title, choice, notFound }: DocumentScreenProps) {
  const words = useDocumentTexts()
  const name = title ?? words.title
  if (!paper) {
    return (
      <Screen title={name} back={back}>
        {paper === null ? (
          <Empty icon="search" title={notFound ?? words.notFound} />
        ) : (
          <Loading label={words.loading} />
        )}
      </Screen>
    )
  }
  return (
    <Screen title={name} back={back} actions={<Acts paper={paper} />}>
      <div className="not-printed stack-small">
        {restricted && <Notice tone="wait" title={words.restricted} />}
        {choice}
        <p className="small">{words.intro}</p>
      </div>
      <PaperView paper={paper} label={words.preview} />
    </Screen>
  )
}

function Acts({ paper }: { paper: Paper }) {
  const words = useDocumentTexts()
  const [state, setState] = useState<'idle' | 'saving' | 'saved' | 'failed'>('idle')
  const name = `${paper.fileName}.docx`
  const save = async () => {
    setState('saving')
    try {
      const { docxOf } = await import('./docx-file.ts')
      saveFile(await docxOf(paper), name)
      setState('saved')
    } catch (error) {
      console.warn('document not made', error instanceof Error ? error.name : error)
      setState('failed')
    }
  }
  return (
    <>
      {state === 'failed' && <Notice tone="alarm" title={words.failed} />}
      <Announce>{state === 'saving' ? words.saving : state === 'saved' ? words.saved(name) : ''}</Announce>
      {state === 'saved' && <p className="small">{words.saved(name)}</p>}
      <Button kind="primary" wide icon="install" busy={state === 'saving'} onClick={save}>
        {words.save}
      </Button>
      <Button kind="ghost" wide onClick={() => window.print()}>
        {words.print}
      </Button>
    </>
  )
}
