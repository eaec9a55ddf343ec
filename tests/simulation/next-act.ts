import type { Random } from '#tests/support/random.ts'
import type { Device } from './device.ts'
import type { createPeople } from './people.ts'

type People = ReturnType<typeof createPeople>

export function aFieldAct(random: Random, acts: People['acts']) {
  const { report, supplement, withdraw, stray, poison, discard, comment } = acts
  return random.pick([report, report, report, supplement, supplement, withdraw, stray, poison, discard, comment])
}

export function aTask(random: Random, acts: People['tasks']['acts']) {
  const { see, progress, product, picture, hand, handLate, ask, strange, comment } = acts
  const often = [progress, product, picture, hand, handLate]
  return random.pick([see, see, ...often, ...often, ask, strange, comment])
}

export function aDeskTask(random: Random, acts: People['tasks']['deskActs']) {
  const { accept, giveBack, grant, cancel, comment } = acts
  return random.pick([accept, accept, giveBack, giveBack, grant, cancel, comment])
}

/** Heads answer more than they write. */
export function aMonthlyAct(random: Random, { acts, isHead }: People['monthly']) {
  const { write, submit, ask, answer, settle } = acts
  return (device: Device) => {
    const often = isHead(device) ? [answer, answer, answer, answer, submit] : [write, ask, ask, submit, submit]
    return random.pick([write, write, ...often, settle])(device)
  }
}

export function aPieceAct(random: Random, { send, picture, again, withdraw, noConsent }: People['pieces']['acts']) {
  return random.pick([send, send, picture, picture, again, again, withdraw, noConsent])
}

export function aJudgement(random: Random, { receive, giveBack, judgeGood }: People['desk']['monthly']) {
  return random.pick([receive, receive, giveBack, giveBack, judgeGood])
}

export function aGivingAct(random: Random, { give, amend, chase, withdraw }: People['given']['deskActs']) {
  return random.pick([give, amend, amend, amend, chase, chase, withdraw])
}

export function aGivenTask(random: Random, acts: People['given']['acts']) {
  const { see, answer, progress, product, picture, ask, comment } = acts
  return random.pick([see, answer, answer, answer, answer, answer, progress, product, picture, ask, comment, comment])
}
