import { Link, useSearchParams } from 'wouter'
import { differences } from '#domain/unit-forms/differences.ts'
import { summed, versionsOf } from '#domain/unit-forms/state.ts'
import { formatDayTime } from '#i18n/dates.ts'
import { statusWords } from '#i18n/sync-words.ts'
import { useTexts } from '#i18n/texts.ts'
import { statusOfSummary } from '#sync/form-status.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { Announce } from '#ui/live.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty } from '#ui/states.tsx'
import { DefinitionList } from '#ui/summary.tsx'
import { Changes } from './changes.tsx'
import { ContentRows } from './content-rows.tsx'
import type { FormPage } from './form-page.ts'
import { HeadsWord } from './heads-word.tsx'
import { Paper } from './overview.tsx'
import { saveReceipt, VersionReceipt } from './version-receipt.tsx'

/** `…/da-gui?ban=1`: a sent version as it was frozen, its three stamps and its receipt, and what it changed. [MR4, MR9] */
export function VersionPage({ page }: { page: FormPage }) {
  const { t } = page
  const texts = useTexts()
  const sync = useSyncState()
  const { active } = useServices()
  const [params] = useSearchParams()
  const { found, nowMs } = page
  const versions = versionsOf(found.report)
  const version = versions.find(({ no }) => no === Number(params.get('ban'))) ?? versions.at(-1)
  if (!version || !found.report)
    return (
      <Screen title={t.version.none} eyebrow={page.title} back={page.to()}>
        <Empty icon="doc" title={t.version.none} />
      </Screen>
    )
  const { stamps, by } = version
  const before = versions.find(({ no }) => no === version.no - 1)
  const status = statusOfSummary(found.report && summed(found.report), found.waiting, sync)
  const words = status && statusWords(texts, status, nowMs)
  const receipt = found.receipts.get(version.id)
  const report = found.report
  return (
    <Screen
      title={t.version.title(version.no)}
      eyebrow={page.title}
      back={page.to()}
      focusKey={String(version.no)}
      status={
        words && (
          <div className="row row-middle">
            <Chip tone={words.tone}>{words.chip}</Chip>
            <span className="small grow">{words.line}</span>
          </div>
        )
      }
      actions={
        <>
          <Paper page={page} version={version.no} />
          <ButtonLink kind="ghost" href={page.to()} wide>
            {t.version.back}
          </ButtonLink>
        </>
      }
    >
      {words && <Announce>{`${words.chip} ${words.line}`}</Announce>}
      <HeadsWord page={page} version={version} />
      <section className="stack-small" aria-labelledby="form-stamps">
        <h2 id="form-stamps">{t.version.stamps}</h2>
        <Card>
          <DefinitionList
            rows={[
              { term: t.version.code, value: report.code ?? t.version.notYet },
              { term: t.version.by, value: `${by.name} (${texts.labels.role[by.role]})` },
              { term: t.version.written, value: formatDayTime(stamps.written) },
              { term: t.version.committed, value: formatDayTime(stamps.committed) },
              {
                term: t.version.received,
                value: stamps.received === null ? t.version.notYet : formatDayTime(stamps.received),
              },
            ]}
          />
        </Card>
      </section>
      <section className="stack-small" aria-labelledby="form-receipt">
        <h2 id="form-receipt">{t.version.receipt}</h2>
        {receipt ? (
          <>
            <VersionReceipt family={page.family} receipt={receipt} version={version} keys={found.keys} />
            <Button
              kind="ghost"
              icon="install"
              onClick={() =>
                saveReceipt({
                  receipt,
                  version,
                  keys: found.keys,
                  unitName: report.unitName,
                  departmentName: active.profile.departmentName,
                })
              }
            >
              {t.version.saveReceipt}
            </Button>
          </>
        ) : (
          <p className="small">{t.version.noReceipt}</p>
        )}
      </section>
      {before && (
        <Changes
          t={t}
          title={t.version.changes(before.no)}
          of={differences(before.snapshot, version.snapshot)}
          fields={version.snapshot}
        />
      )}
      <ContentRows page={page} fields={version.snapshot} />
      {versions.length > 1 && (
        <nav className="stack-small" aria-label={t.version.others}>
          <h2>{t.version.others}</h2>
          {versions.map(({ no }) => (
            <Link
              key={no}
              href={versionHref(page, no)}
              className="card"
              aria-current={no === version.no ? 'page' : undefined}
            >
              {t.version.title(no)}
            </Link>
          ))}
        </nav>
      )}
    </Screen>
  )
}

function versionHref(page: FormPage, no: number): string {
  const address = page.to('da-gui')
  return `${address}${address.includes('?') ? '&' : '?'}ban=${no}`
}
