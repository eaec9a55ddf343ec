import { useParams } from 'wouter'
import { type Item, textOf } from '#domain/unit-forms/items.ts'
import { lineOf, sumOfLines } from '#domain/unit-plans/content.ts'
import { shortDay } from '#i18n/deadline-words.ts'
import { labelOf, moneyWords } from '#i18n/form-words.ts'
import type { UnitPlanTexts } from '#i18n/unit-plan-texts.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { RecordRow } from '#ui/record-row.tsx'
import { FieldsPart } from '../fields-part.tsx'
import { ListPart } from '../list-part.tsx'
import { Step } from '../steps.tsx'
import { partAt, WORK } from './addresses.ts'
import { LineForm } from './line-form.tsx'
import { Picker } from './picker.tsx'
import type { PlanPage } from './use-plan.ts'
import { WithPlan } from './with-plan.tsx'
import { WorkList, WorkOfLine } from './work.tsx'

/** `/ke-hoach/:of/:part` and `/ke-hoach/:of/:part/:item`: one part, one line, one step, or the work on a line. */
export function PartPage() {
  const { of = '', part = '', item } = useParams<{ of: string; part: string; item?: string }>()
  // each section by itself: leaving one hands what was written there to the shared draft
  return <WithPlan key={`${of} ${part} ${item ?? ''}`}>{(page) => <At page={page} at={part} item={item} />}</WithPlan>
}

function At({ page, at, item }: { page: PlanPage; at: string; item: string | undefined }) {
  const { t } = page
  if (at === WORK) return item === undefined ? <WorkList page={page} /> : <WorkOfLine page={page} line={item} />
  const part = partAt(at)
  if (!part) return <Step page={page} at={at} />
  if (part === 'lines')
    return item === undefined ? (
      <ListPart page={page} list="lines" row={(one, href) => <Row page={page} item={one} href={href} />}>
        <Picker page={page} />
      </ListPart>
    ) : (
      <LineForm page={page} id={item} />
    )
  return (
    <FieldsPart page={page} part={part}>
      {part === 'budget' && <Sum page={page} />}
      {part === 'people' && <Me page={page} t={t} />}
    </FieldsPart>
  )
}

function Row({ page, item, href }: { page: PlanPage; item: Item; href: string }) {
  const { t, nowMs, issues } = page
  const { planItem, start, end, products, budget } = lineOf(item)
  const open = issues.filter(({ level, path }) => level === 'block' && path.startsWith(`lines.${item.id}.`)).length
  const told = [
    planItem === '' ? '' : planItem,
    start && end ? t.work.days(shortDay(start, nowMs), shortDay(end, nowMs)) : '',
    products.map(({ kind, qty }) => `${labelOf(t, `lines.${item.id}.qty.${kind}`)}: ${qty}`).join(', '),
    budget ? moneyWords(budget) : '',
  ]
  return (
    <RecordRow
      href={href}
      title={textOf(item.of.title) || t.unnamed}
      chip={open > 0 ? { tone: 'wait', text: t.partState.open(open) } : { tone: 'ok', text: t.partState.done }}
      line={told.filter((one) => one !== '').join(' · ')}
    />
  )
}

/** What the lines cost together, and a tap that makes it the total. [V33] */
function Sum({ page }: { page: PlanPage }) {
  const { t, fields } = page
  const sum = sumOfLines(fields)
  if (sum === null) return null
  return (
    <>
      <p>{t.sum(moneyWords(sum))}</p>
      {fields['budget.total'] !== sum && (
        <Button kind="ghost" icon="check" onClick={() => page.typing.fill({ 'budget.total': sum })}>
          {t.useSum}
        </Button>
      )}
    </>
  )
}

/** Whoever writes the plan is most often its focal point. [V34] */
function Me({ page, t }: { page: PlanPage; t: UnitPlanTexts }) {
  const { actor } = useServices()
  if (textOf(page.fields['focalPoint.name']).trim() !== '') return null
  if (!actor.grants.some(({ role, unitId }) => role === 'focal_point' && unitId === page.key.unitId)) return null
  return (
    <Button kind="ghost" icon="check" onClick={() => page.typing.fill({ 'focalPoint.name': actor.name })}>
      {t.me}
    </Button>
  )
}
