import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { useTexts } from '#i18n/texts.ts'
import { countAllGathered } from '#storage/unsent/count.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Check } from '#ui/choices.tsx'
import { TextField } from '#ui/fields.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { ErrorSummary } from '#ui/summary.tsx'
import { setbackWords } from './answer-words.ts'
import { opensOffline, rememberForLock } from './offline-door.ts'
import { Problem } from './problem.tsx'
import { useSession } from './session.ts'

/** The way in, the way back in after a session ended, and the lock of a shared computer. */
export function SignInPage() {
  const t = useTexts()
  const { api, services, locked, signedIn, unlock } = useSession()
  const [path, navigate] = useLocation()
  const known = services?.active
  const [username, setUsername] = useState(known?.profile.username ?? '')
  const [password, setPassword] = useState('')
  const [shared, setShared] = useState(known?.shared ?? false)
  const [missing, setMissing] = useState<{ path: string; text: string }[]>([])
  const [tries, setTries] = useState(0)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  /** unsent things of the account before, which another is about to follow on a shared computer */
  const [staying, setStaying] = useState(0)
  const words = t.session.signIn
  const title = locked ? t.session.locked.title : known ? t.session.again.title : words.title

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const open = [
      ...(username.trim() === '' ? [{ path: 'username', text: t.session.errors.username }] : []),
      ...(password === '' ? [{ path: 'password', text: t.session.errors.password }] : []),
    ]
    setMissing(open)
    setTries(tries + 1)
    setProblem(null)
    if (open.length > 0) return
    if (services?.active.shared && !isName(services.active.profile.username, username)) {
      setBusy(true)
      // where it cannot be read nothing is deleted either
      const left = await countAllGathered(services.db).catch(() => 0)
      setBusy(false)
      if (left > 0) return setStaying(left)
    }
    await signIn()
  }

  const signIn = async () => {
    setStaying(0)
    setBusy(true)
    const outcome = await api.signIn({ username, password, shared })
    if (locked && known && outcome.kind === 'no-answer' && username.trim() === known.profile.username) {
      if (await opensOffline(known.profile.accountId, password)) return unlock()
    }
    setBusy(false)
    if (outcome.kind !== 'answer') return setProblem(setbackWords(t, outcome))
    if (path === '/dang-nhap' || path === '/kich-hoat') navigate('/', { replace: true })
    if (shared) void rememberForLock(outcome.value.profile.accountId, password)
    signedIn(outcome.value.profile, shared)
  }

  const failed = missing.length > 0 || problem !== null
  return (
    <Screen
      title={title}
      eyebrow={locked || known ? undefined : t.common.appName}
      {...(failed ? { documentTitle: `${t.common.errorPrefix}${title}` } : {})}
      {...(known && !locked ? { back: '/' } : {})}
    >
      {locked ? (
        <Notice tone="info" title={t.session.locked.text} />
      ) : known ? (
        <p>{t.session.again.text(known.profile.name)}</p>
      ) : (
        <p className="small">{t.common.tagline}</p>
      )}
      {missing.length > 0 && <ErrorSummary key={tries} title={t.session.errors.title} errors={missing} />}
      {problem && <Problem key={tries} text={problem} />}
      {staying > 0 ? (
        <>
          <Problem text={words.staying(staying)} />
          <Button wide kind="primary" onClick={signIn}>
            {words.goOn}
          </Button>
          <Button wide kind="ghost" onClick={() => setStaying(0)}>
            {t.common.back}
          </Button>
        </>
      ) : (
        <form className="stack" onSubmit={submit} noValidate>
          <TextField
            id="field-username"
            label={words.username}
            value={username}
            onChange={setUsername}
            error={missing.find((one) => one.path === 'username')?.text}
            autoComplete="username"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="next"
          />
          <TextField
            id="field-password"
            type="password"
            label={words.password}
            value={password}
            onChange={setPassword}
            error={missing.find((one) => one.path === 'password')?.text}
            autoComplete="current-password"
            enterKeyHint="go"
          />
          <Check checked={shared} onChange={setShared} label={words.shared} hint={words.sharedHint} />
          <Button kind="primary" type="submit" wide busy={busy}>
            {words.submit}
          </Button>
        </form>
      )}
      {!known && (
        <>
          <ButtonLink kind="ghost" href="/kich-hoat" icon="key" wide>
            {words.activate}
          </ButtonLink>
          <p className="small">{words.forgot}</p>
          <p className="small">{words.offline}</p>
          <ButtonLink kind="quiet" href="/bien-nhan" icon="shield">
            {words.checkReceipt}
          </ButtonLink>
        </>
      )}
    </Screen>
  )
}

/** As the server reads a user name. */
const isName = (username: string, typed: string): boolean => typed.trim().toLowerCase() === username.toLowerCase()
