import type { Texts } from '../texts.ts'

export const refusals: Texts['refusals'] = {
  'not-found': () => 'The server does not have this, or you may no longer see it.',
  'not-allowed': () => 'Your present post may not do this. Please contact the Department’s administrator.',
  malformed: () => 'Something is not in the right form. Please open the form again, look at each part and send again.',
  incomplete: (details) => {
    const n = Array.isArray(details.issues) ? details.issues.length : 0
    return n > 0
      ? `${n} required ${n === 1 ? 'part is' : 'parts are'} not right yet. Please complete and send again.`
      : 'A required part is not right yet. Please complete and send again.'
  },
  'wrong-state': () => 'This has moved on, so it can no longer be done. Please look at its latest state.',
  'not-concluded': () => 'A final report and a conclusion are needed before the case can be closed.',
  'reason-missing': () => 'Please give a reason.',
  'too-many-photos': (details) =>
    typeof details.max === 'number'
      ? `A report takes at most ${details.max} photos. Please remove some and send again.`
      : 'Too many photos in one report. Please remove some and send again.',
  'mid-reused': () => 'The server already has something else under the same code. Please send it as a new report.',
  'unknown-mutation': () => 'The server does not know this yet. Please update the app and send again.',
  'schema-unknown': () => 'The app is newer than the server. Please send again a little later.',
  quarantined: () =>
    'The server has set this report aside because it could not handle it yet. The Department Office was told; please call if it is urgent.',
  'proof-wrong': () =>
    'The server did not recognise the earlier confirmation that came with it. The words are all still here: please send them anew.',
  'parent-refused': () => 'An earlier report of the same incident was not taken. Please mend that one first.',
  'no-such-period': (details) =>
    typeof details.of === 'string'
      ? `The period ${details.of} has not come yet. Please choose another one.`
      : 'This period has not come yet. Please choose another one.',
}
