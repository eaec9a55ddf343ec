import { useState } from 'react'
import type { UnitId } from '#domain/ids.ts'
import { searchRank } from '#domain/text.ts'
import { useGivenTexts } from '#i18n/given-texts.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import type { DeskUnit } from '#protocol/office-given.ts'
import { Button } from '#ui/button.tsx'
import { Checks } from '#ui/choices.tsx'
import { SelectField } from '#ui/fields.tsx'
import { SearchField } from '#ui/search.tsx'
import { Failed, Loading } from '#ui/states.tsx'
import { failureText } from '../words.ts'
import { useDeskUnits } from './use-desk-given.ts'

/** So many stand there at once; the others are found by their name. */
const AT_ONCE = 30

interface Props {
  values: readonly UnitId[]
  /** who has it already and is not offered */
  without?: readonly UnitId[]
  error: string | undefined
  onChange(values: UnitId[]): void
}

/** To whom: all, those of a type or of a code of the plan, or one by one. */
export function UnitPicker({ values, without = [], error, onChange }: Props) {
  const { picker: t, form } = useGivenTexts()
  const office = useOfficeTexts()
  const { labels } = useTexts()
  const units = useDeskUnits()
  const [query, setQuery] = useState('')
  if (units.isPending) return <Loading label={t.loading} />
  if (units.isError && !units.data)
    return (
      <Failed title={office.failedTitle} onRetry={() => void units.refetch()}>
        {failureText(office, units.error)}
      </Failed>
    )
  const all = units.data.units.filter(({ id }) => !without.includes(id))
  if (all.length === 0) return <p role="status">{t.nobody}</p>
  const groups = groupsOf(all, (type) => labels.unitType[type], t)
  const found = all.filter(({ name }) => searchRank(name, query) > 0)
  const add = (ids: readonly UnitId[]) => onChange([...new Set([...values, ...ids])])
  const shown = found.slice(0, AT_ONCE)
  return (
    <section className="stack-small" aria-label={form.fields.unitIds}>
      <p className="strong" role="status">
        {t.chosen(values.length)}
      </p>
      <div className="desk-acts">
        <Button kind="ghost" onClick={() => onChange(all.map(({ id }) => id))}>
          {t.all(all.length)}
        </Button>
        {values.length > 0 && (
          <Button kind="quiet" onClick={() => onChange([])}>
            {t.none}
          </Button>
        )}
      </div>
      <SelectField
        id="desk-given-group"
        label={t.group}
        value=""
        options={[{ value: '', label: t.pickGroup }, ...groups.map(({ key, label }) => ({ value: key, label }))]}
        onChange={(key) => add(groups.find((group) => group.key === key)?.ids ?? [])}
      />
      <SearchField label={t.search} value={query} onChange={setQuery} />
      <Checks
        id="field-unitIds"
        legend={form.fields.unitIds}
        error={error}
        options={shown.map(({ id, name }) => ({ value: id, label: name }))}
        values={values}
        onChange={onChange}
      />
      {found.length > shown.length && <p className="small">{t.more(found.length - shown.length)}</p>}
    </section>
  )
}

function groupsOf(
  all: readonly DeskUnit[],
  typeName: (type: DeskUnit['type']) => string,
  t: ReturnType<typeof useGivenTexts>['picker'],
) {
  const types = [...Map.groupBy(all, ({ type }) => type)]
  const codes = [...new Set(all.flatMap(({ codes }) => codes))]
  return [
    ...types.map(([type, some]) => ({
      key: `type ${type}`,
      label: t.ofType(typeName(type), some.length),
      ids: some.map(({ id }) => id),
    })),
    ...codes.map((code) => {
      const ids = all.filter((unit) => unit.codes.includes(code)).map(({ id }) => id)
      return { key: `code ${code}`, label: t.ofCode(code, ids.length), ids }
    }),
  ]
}
