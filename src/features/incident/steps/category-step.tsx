import { useState } from 'react'
import { CATEGORIES, type Category, FIRST_TILES, isRestricted } from '#domain/incidents/category.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { Button } from '#ui/button.tsx'
import { Tiles } from '#ui/choices.tsx'
import { Notice } from '#ui/notice.tsx'
import { pickCategory } from '../answers.ts'
import { CallLinks } from '../call-links.tsx'
import { CATEGORY_ICON } from '../tiles.ts'
import { StepFrame, type StepProps } from './step-frame.tsx'

/** Tap 2: six most used, the other thirteen behind one button. */
export function CategoryStep(props: StepProps) {
  const { draft, history } = props
  const t = usePageTexts()
  const { category } = draft.body
  const [all, setAll] = useState(category !== null && !FIRST_TILES.includes(category))
  const shown = all ? CATEGORIES : FIRST_TILES
  const pick = (picked: Category) => {
    draft.set(pickCategory(picked))
    if (history.changing) history.toReview()
    else history.go('muc-do')
  }
  return (
    <StepFrame {...props} title={t.incident.category.title}>
      <CallLinks draft={draft} />
      <Tiles
        legend={t.incident.category.title}
        id="field-category"
        hideLegend
        options={shown.map((value) => ({ value, label: t.labels.category[value], icon: CATEGORY_ICON[value] }))}
        value={category}
        onPick={pick}
      />
      <Button kind="ghost" wide icon="more" aria-expanded={all} onClick={() => setAll(!all)}>
        {all ? t.incident.category.fewer : t.incident.category.more(CATEGORIES.length - FIRST_TILES.length)}
      </Button>
      {category !== null && isRestricted(category) && <Notice tone="info" title={t.incident.category.restricted} />}
    </StepFrame>
  )
}
