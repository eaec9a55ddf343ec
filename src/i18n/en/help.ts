import type { HelpTexts } from '../help-texts.ts'

export const help: HelpTexts = {
  title: 'Help and our promise',
  promiseTitle: 'Three things we promise',
  promise: [
    'Once the screen says “Saved on this device”, the report survives closing, updating and reopening the app.',
    'Once the screen says “Reached the server”, you hold a receipt that anyone can check.',
    'Nothing you wrote is ever thrown away, except by you.',
  ],
  limitsTitle: 'And the limits to know',
  limits: [
    'A phone that is lost or broken before “Reached the server” takes the report with it.',
    'While the app is not on the home screen, the system may erase the data of a page not opened for long, or when the device is full.',
    'A power cut at the very moment of saving can lose that one save, where the device does not write through.',
    'A closed app cannot promise to send: open it where there is a network until you see “Reached the server”.',
    'An administrator can order the data on a lost device to be erased; that is the only exception.',
  ],
  howTitle: 'When something happens',
  how: [
    'Call the Department Office and the emergency number first. The call buttons are on the first page of the form and work without data.',
    'Tap Report an incident, choose kind, severity and place, write a sentence or two. What you do not know yet is “Not known”; it can follow.',
    'Write no pupil’s name, no identity number and no private phone number.',
    'Tap Send report, also without a network: the report waits and leaves by itself once there is one.',
  ],
  offlineTitle: 'Without a network',
  offline: [
    'You can open the app, write, take photos, save and tap Send. The report waits on this device.',
    'You can read the reports, receipts, deadlines and tasks that were fetched to this device; when that was is written below.',
    'The call buttons work wherever there is a phone signal, without mobile data.',
    'A network is needed to sign in for the first time, to send, to hear from the Department Office, to see the devices signed in and to use the desk.',
  ],
  installTitle: 'Put the app on the home screen',
  installWhy: 'It opens like any app, and the system is less likely to clear what is not sent yet.',
  install: [
    {
      term: 'Android (Chrome)',
      value: 'Tap the three dots at the top, choose “Add to Home screen” or “Install app”, then tap Install.',
    },
    {
      term: 'iPhone, iPad (Safari)',
      value:
        'Open this page in Safari, tap Share (a square with an arrow), choose “Add to Home Screen”, then tap Add. The one on the home screen starts empty: send everything first, then open it by its icon and sign in again.',
    },
    {
      term: 'Computer (Chrome, Edge)',
      value: 'Click the install sign at the end of the address field. Better not on a shared computer.',
    },
  ],
  words: 'The words on a report',
  wordRows: [
    { term: 'Draft', value: 'Begun; only on this device.' },
    { term: 'Waiting to send', value: 'Saved on this device, not at the server yet.' },
    { term: 'Sending', value: 'On its way. You can carry on.' },
    { term: 'Reached the server', value: 'The server has saved it and issued a receipt.' },
    { term: 'Acknowledged', value: 'The Department Office has taken it up and given it an arrival number.' },
    {
      term: 'Needs mending',
      value: 'The server did not take it. All of it is still here, with the reason and what to do.',
    },
  ],
  onDevice: {
    title: 'On this device now',
    app: 'The app',
    appReady: 'Is on this device and opens without a network',
    appNotYet: 'Is not wholly on this device. Open it once more with a network',
    asOf: 'Fetched from the server at',
    never: 'Never',
    incidents: 'Incidents',
    drafts: 'Drafts',
    photos: 'Photos',
    tasks: 'Plan and tasks',
    deadlines: 'Rules of the deadlines',
    duty: 'Duty number of the Office',
    there: 'Here',
    notThere: 'Not yet',
  },
}
