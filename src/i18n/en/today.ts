import type { Texts } from '../texts.ts'

export const today: Texts['today'] = {
  title: (name) => `Hello ${name}`,
  todo: 'Begun',
  resume: 'Go on writing',
  draftUntitled: 'Incident without a kind yet',
  waiting: 'Waiting to send on this device',
  attention: {
    title: (n) => (n === 1 ? '1 item needs mending' : `${n} items need mending`),
    text: 'The server did not take it. All of it is still on this device.',
    button: 'Look and mend',
  },
  news: 'From the Department Office',
  noNews: 'No news yet about the incidents you reported.',
  quiet: {
    title: 'Nothing left half done',
    text: 'When something happens, call first, then tap Report an incident. You can write and save without a network.',
  },
  act: {
    received: (no) => (no === null ? 'Acknowledged' : `Acknowledged, arrival no. ${no}`),
    more_requested: 'More asked for',
    handling: 'Being handled',
    monitoring: 'Being watched',
    concluded: 'There is a conclusion',
    closed: 'Closed',
    reopened: 'Reopened',
    withdrawn: 'Withdrawn',
    reader_named: 'Somebody else may read it',
    comment: 'New comment',
    adopted: 'Put into the unit’s files',
    dismissed: 'Not taken up by the Department Office',
  },
  clock: {
    title: 'This device’s clock is wrong',
    fast: (gap) => `It is ${gap} ahead of the server. Reports can still be sent; please set the clock right.`,
    slow: (gap) => `It is ${gap} behind the server. Reports can still be sent; please set the clock right.`,
  },
  emptied: {
    title: 'What was on this device has been erased',
    text: 'The phone or the browser cleared its storage. What had reached the server is being fetched. Unsent reports and drafts that were on this device are gone; if there were any, please write them again.',
    button: 'I understand',
  },
  storage: {
    title: 'This device is almost full',
    text: (free) =>
      `Only about ${free} are left for the app. Reports are still saved; please remove photos, videos or apps you seldom use.`,
  },
  open: 'Open',
}
