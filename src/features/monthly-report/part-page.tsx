import { lazy } from 'react'
import { useLocation, useParams } from 'wouter'
import { kindOf, type ListName } from '#domain/monthly-reports/fields.ts'
import { fieldsOf, isList, type Part } from '#domain/monthly-reports/parts.ts'
import { instantOf } from '#domain/time.ts'
import { type Item, itemsOf, textOf } from '#domain/unit-forms/items.ts'
import { useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { valueWords } from '#i18n/monthly-words.ts'
import { useServices } from '#sync/services.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { RecordRow } from '#ui/record-row.tsx'
import { PATH_OF, partAt } from './addresses.ts'
import { FieldFor } from './field-for.tsx'
import { WithMonthly, WritingFrame } from './frame.tsx'
import { ItemForm } from './item-form.tsx'
import type { MonthlyPage } from './use-monthly.ts'

const CheckPage = lazy(async () => ({ default: (await import('./check-page.tsx')).CheckPage }))
const NilPage = lazy(async () => ({ default: (await import('./nil-page.tsx')).NilPage }))
const ReviewPage = lazy(async () => ({ default: (await import('./review-page.tsx')).ReviewPage }))
const BothPage = lazy(async () => ({ default: (await import('./both-page.tsx')).BothPage }))
const VersionPage = lazy(async () => ({ default: (await import('./version-page.tsx')).VersionPage }))

/** `/bao-cao-thang/:of/:part` and `/bao-cao-thang/:of/:part/:item`: one part, one item, or one step of the report. */
export function PartPage() {
  const { of = '', part = '', item } = useParams<{ of: string; part: string; item?: string }>()
  // each section by itself: leaving one hands what was written there to the shared draft
  return (
    <WithMonthly key={`${of} ${part} ${item ?? ''}`}>
      {(page) => <Step page={page} at={part} item={item} />}
    </WithMonthly>
  )
}

function Step({ page, at, item }: { page: MonthlyPage; at: string; item: string | undefined }) {
  const part = partAt(at)
  if (part && isList(part))
    return item === undefined ? <ListPart page={page} list={part} /> : <ItemForm page={page} list={part} id={item} />
  if (part) return <FieldsPart page={page} part={part} />
  switch (at) {
    case 'khong-phat-sinh':
      return <NilPage page={page} />
    case 'duyet':
      return <ReviewPage page={page} />
    case 'hai-ban':
      return <BothPage page={page} />
    case 'da-gui':
      return <VersionPage page={page} />
    default:
      return <CheckPage page={page} />
  }
}

function FieldsPart({ page, part }: { page: MonthlyPage; part: Exclude<Part, ListName> }) {
  const t = useMonthlyTexts()
  const paths = fieldsOf(part)
  const flags = paths.filter((path) => kindOf(path)?.is === 'flag')
  return (
    <WritingFrame
      page={page}
      title={t.parts[part]}
      back={page.to()}
      actions={
        <ButtonLink kind="primary" href={page.to()} wide>
          {t.done}
        </ButtonLink>
      }
    >
      {part === 'counters' && <p className="small">{t.fromEvidence}</p>}
      {paths
        .filter((path) => !flags.includes(path))
        .map((path) => (
          <FieldFor key={path} page={page} path={path} />
        ))}
      {flags.length > 0 && (
        <fieldset className="group">
          <legend className="label">{t.sources}</legend>
          <div className="options">
            {flags.map((path) => (
              <FieldFor key={path} page={page} path={path} />
            ))}
          </div>
        </fieldset>
      )}
    </WritingFrame>
  )
}

function ListPart({ page, list }: { page: MonthlyPage; list: ListName }) {
  const t = useMonthlyTexts()
  const { newId, clock } = useServices()
  const [, navigate] = useLocation()
  const items = itemsOf(page.fields, list)
  const standing = items.filter(({ removed }) => !removed)
  const removed = items.filter((item) => item.removed)
  const href = (id: string) => page.to(`${PATH_OF[list]}/${id}`)
  const add = () => {
    const id = newId()
    page.typing.set(`${list}.${id}.at`, instantOf(clock()))
    navigate(href(id))
  }
  return (
    <WritingFrame
      page={page}
      title={t.parts[list]}
      back={page.to()}
      actions={
        <Button kind="primary" icon="plus" wide onClick={add}>
          {t.addItem[list]}
        </Button>
      }
    >
      {standing.length === 0 && <p className="small">{t.noItems}</p>}
      <ul className="stack-small">
        {standing.map((item) => (
          <li key={item.id}>
            <Row item={item} href={href(item.id)} />
          </li>
        ))}
      </ul>
      {removed.length > 0 && (
        <section className="stack-small" aria-labelledby="monthly-removed">
          <h2 id="monthly-removed">{t.removedTitle(removed.length)}</h2>
          {removed.map(({ id, of }) => (
            <div key={id} className="row row-middle">
              <span className="grow monthly-words">{textOf(of.title) || t.unnamed}</span>
              <Button kind="quiet" icon="refresh" onClick={() => page.typing.set(`${list}.${id}.removed`, false)}>
                {t.restoreItem}
              </Button>
            </div>
          ))}
        </section>
      )}
    </WritingFrame>
  )
}

/** What is told of an item in its list. */
const TOLD: Readonly<Record<ListName, readonly string[]>> = {
  issues: ['topic', 'level', 'firstSeen'],
  forecast: ['month', 'risk'],
  examples: ['subject', 'consent'],
  evidence: ['tone', 'day', 'count'],
}

function Row({ item: { list, id, of }, href }: { item: Item<ListName>; href: string }) {
  const t = useMonthlyTexts()
  const told = TOLD[list].flatMap((member) => valueWords(t, `${list}.${id}.${member}`, of[member]) ?? [])
  const kind = list === 'evidence' ? valueWords(t, `${list}.${id}.kind`, of.kind) : null
  const result = list === 'issues' ? valueWords(t, `${list}.${id}.result`, of.result) : null
  return (
    <RecordRow
      href={href}
      title={textOf(of.title) || kind || t.unnamed}
      chip={{ tone: of.result === 'resolved' ? 'ok' : 'plain', text: result ?? kind ?? t.parts[list] }}
      line={told.join(' · ')}
      when={of.carried === true ? t.carried : undefined}
    />
  )
}
