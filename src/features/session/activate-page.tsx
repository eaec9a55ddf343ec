import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { type Texts, useTexts } from '#i18n/texts.ts'
import { MIN_PASSWORD } from '#protocol/session.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Check } from '#ui/choices.tsx'
import { TextField } from '#ui/fields.tsx'
import { Screen } from '#ui/screen.tsx'
import { ErrorSummary } from '#ui/summary.tsx'
import { setbackWords } from './answer-words.ts'
import { rememberForLock } from './offline-door.ts'
import { Problem } from './problem.tsx'
import { useSession } from './session.ts'

const EMPTY = { username: '', code: '', password: '', again: '' }
type Form = typeof EMPTY

/** A code from the administrator becomes one's own password. */
export function ActivatePage() {
  const t = useTexts()
  const words = t.session.activate
  const { api, signedIn } = useSession()
  const [, navigate] = useLocation()
  const [form, setForm] = useState<Form>(EMPTY)
  const [shared, setShared] = useState(false)
  const [errors, setErrors] = useState<{ path: keyof Form; text: string }[]>([])
  const [tries, setTries] = useState(0)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const field = (path: keyof Form) => ({
    id: `field-${path}`,
    value: form[path],
    onChange: (value: string) => setForm({ ...form, [path]: value }),
    error: errors.find((one) => one.path === path)?.text,
  })

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const open = openIn(t, form)
    setErrors(open)
    setTries(tries + 1)
    setProblem(null)
    if (open.length > 0) return
    setBusy(true)
    const { username, code, password } = form
    const outcome = await api.activate({ username, code, password, shared })
    setBusy(false)
    if (outcome.kind !== 'answer') return setProblem(setbackWords(t, outcome))
    if (shared) void rememberForLock(outcome.value.profile.accountId, password)
    navigate('/', { replace: true })
    signedIn(outcome.value.profile, shared)
  }

  const failed = errors.length > 0 || problem !== null
  return (
    <Screen
      title={words.title}
      back="/"
      {...(failed ? { documentTitle: `${t.common.errorPrefix}${words.title}` } : {})}
    >
      <p>{words.intro}</p>
      {errors.length > 0 && <ErrorSummary key={tries} title={t.session.errors.title} errors={errors} />}
      {problem && <Problem key={tries} text={problem} />}
      <form className="stack" onSubmit={submit} noValidate>
        <TextField
          {...field('username')}
          label={t.session.signIn.username}
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
        />
        <TextField
          {...field('code')}
          label={words.code}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
        />
        <TextField
          {...field('password')}
          type="password"
          label={words.password}
          hint={words.passwordHint(MIN_PASSWORD)}
          autoComplete="new-password"
        />
        <TextField
          {...field('again')}
          type="password"
          label={words.again}
          autoComplete="new-password"
          enterKeyHint="go"
        />
        <Check
          checked={shared}
          onChange={setShared}
          label={t.session.signIn.shared}
          hint={t.session.signIn.sharedHint}
        />
        <Button kind="primary" type="submit" wide busy={busy}>
          {words.submit}
        </Button>
      </form>
      <ButtonLink kind="quiet" href="/">
        {words.toSignIn}
      </ButtonLink>
    </Screen>
  )
}

function openIn(t: Texts, { username, code, password, again }: Form): { path: keyof Form; text: string }[] {
  const words = t.session.errors
  return [
    ...(username.trim() === '' ? [{ path: 'username' as const, text: words.username }] : []),
    ...(code.trim() === '' ? [{ path: 'code' as const, text: words.code }] : []),
    ...(password.length < MIN_PASSWORD ? [{ path: 'password' as const, text: words.short(MIN_PASSWORD) }] : []),
    ...(password.length >= MIN_PASSWORD && password !== again ? [{ path: 'again' as const, text: words.differ }] : []),
  ]
}
