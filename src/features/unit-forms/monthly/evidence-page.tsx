import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import type { DutyRules } from '#domain/deadlines/department-rules.ts'
import { isLink } from '#domain/links.ts'
import { monthAfter, periodNamed } from '#domain/monthly-reports/key.ts'
import { storableText } from '#domain/text.ts'
import { hanoiDay, type Instant, instantOf } from '#domain/time.ts'
import { type FieldValue, itemOf } from '#domain/unit-forms/fields.ts'
import { unitFor } from '#domain/unit-forms/unit-of.ts'
import { useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { useServices } from '#sync/services.tsx'
import { useServerNow } from '#sync/use-server-now.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { TextField } from '#ui/fields.tsx'
import type { IconName } from '#ui/icon.tsx'
import { Alert, Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty } from '#ui/states.tsx'
import { useAct } from '../use-act.ts'
import { PATH_OF } from './addresses.ts'

const TILES = {
  positive: { icon: 'doc', members: { kind: 'press', tone: 'positive' } },
  neutral: { icon: 'doc', members: { kind: 'press', tone: 'neutral' } },
  negative: { icon: 'doc', members: { kind: 'press', tone: 'negative' } },
  post: { icon: 'people', members: { kind: 'post' } },
  feedback: { icon: 'megaphone', members: { kind: 'feedback', count: 1 } },
} as const satisfies Record<string, { icon: IconName; members: Record<string, FieldValue> }>
type Tile = keyof typeof TILES

/** Hosts whose links are posts; everything else is taken for the press. */
const SOCIAL =
  /^https?:\/\/(?:[\w-]+\.)*(?:facebook\.com|fb\.com|fb\.watch|tiktok\.com|youtube\.com|youtu\.be|zalo\.me|threads\.net|instagram\.com|x\.com)(?:[/:?#]|$)/i

/** `/minh-chung/moi`: the second of two taps notes something for today's report; a pasted link says what it is. [MR6] */
export function EvidencePage() {
  const t = useMonthlyTexts()
  const { actor, newId, clock } = useServices()
  const nowMs = useServerNow()
  const [params] = useSearchParams()
  const { act, problem, busy } = useAct('monthly')
  const [link, setLink] = useState('')
  const [error, setError] = useState<string>()
  const [noted, setNoted] = useState<{ of: string; id: string; at: number } | null>(null)
  const asked = params.get('u')
  const unitId = unitFor(actor, asked)
  const of = useMonthOf(instantOf(nowMs))
  const pasted = link.trim()
  const guess = pasted === '' ? null : SOCIAL.test(pasted) ? 'post' : 'press'

  const note = async (tile: Tile) => {
    if (unitId === null) return
    const url = storableText(pasted)
    if (url !== '' && !isLink(url)) return setError(t.issueText.V39?.('', {}))
    setError(undefined)
    const id = newId()
    const members = {
      ...TILES[tile].members,
      day: hanoiDay(instantOf(nowMs)),
      at: instantOf(clock()),
      ...(url === '' ? {} : { link: url }),
    }
    const edits = Object.entries(members).map(([member, value]) => ({
      path: `evidence.${id}.${member}`,
      base: null,
      value,
    }))
    if (!edits.every(({ path }) => itemOf(path)) || !(await act('edit', { unitId, of, edits }))) return
    setNoted({ of, id, at: Date.now() })
    setLink('')
  }
  if (unitId === null)
    return (
      <Screen title={t.evidence.title} back="/bao-cao">
        <Empty icon="info" title={t.evidence.noUnit} />
      </Screen>
    )
  const shown = (Object.keys(TILES) as Tile[]).filter((tile) =>
    guess === null ? true : guess === 'post' ? tile === 'post' : TILES[tile].members.kind === 'press',
  )
  return (
    <Screen title={t.evidence.title} back="/bao-cao">
      <div role="status">
        {noted && (
          <Notice
            key={noted.at}
            tone="ok"
            title={t.evidence.saved(`${noted.of.slice(5)}/${noted.of.slice(0, 4)}`)}
            action={
              <ButtonLink
                kind="ghost"
                href={`/bao-cao-thang/${noted.of}/${PATH_OF.evidence}/${noted.id}${asked ? `?u=${asked}` : ''}`}
              >
                {t.evidence.open}
              </ButtonLink>
            }
          />
        )}
      </div>
      {problem && <Alert title={problem} />}
      <p>{guess === null ? t.evidence.lead : t.evidence.guess[guess]}</p>
      {shown.map((tile) => (
        <Button key={tile} kind="ghost" icon={TILES[tile].icon} wide busy={busy} onClick={() => void note(tile)}>
          {t.evidence.tiles[tile]}
        </Button>
      ))}
      <TextField
        id="field-link"
        label={t.evidence.paste}
        hint={t.hints['evidence.link']}
        type="url"
        inputMode="url"
        error={error}
        value={link}
        onChange={(next) => {
          setLink(next)
          setError(undefined)
        }}
      />
    </Screen>
  )
}

/** The month whose report covers today, by the department's rule. */
function useMonthOf(now: Instant): string {
  const { db, actor } = useServices()
  const rules = useLiveQuery(
    () => db.records.where('[type+id]').equals(['duty_rules', actor.departmentId]).first(),
    [db, actor],
  )
  const policy = (rules?.body as DutyRules | undefined)?.periodPolicy ?? 'cut15_14'
  const today = hanoiDay(now)
  const here = today.slice(0, 7)
  return today <= periodNamed(here, policy).to ? here : monthAfter(here)
}
