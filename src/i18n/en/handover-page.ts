import type { HandoverTexts } from '../handover-texts.ts'

const some = (n: number, one: string) => (n > 0 ? [`${n} ${one}${n === 1 ? '' : 's'}`] : [])

export const handoverPage: HandoverTexts = {
  title: 'New or lost device',
  intro:
    'A report that has not reached the server exists only on the device that wrote it. Here you take it to another device of yours.',
  loading: 'Looking for what is not sent yet on this device…',
  counted: (changes, drafts, photos) =>
    [...some(changes, 'item'), ...some(drafts, 'draft'), ...some(photos, 'photo')].join(', '),
  password: 'Password of the file',
  save: {
    title: 'Save unsent work to a file',
    text: 'No network is needed. The file is locked with a password you choose, and opens only for the same account.',
    has: (what) => `Not at the server yet: ${what}.`,
    nothing: 'Nothing on this device is unsent.',
    passwordHint: (min) => `At least ${min} characters. Write it down: without the password nobody can open the file.`,
    suggest: 'Suggest a password',
    button: 'Save to a file',
    busy: 'Locking the file…',
    done: 'The file is ready',
    doneText: (name, size) =>
      `${name} (${size}). See that it is among your downloads, then copy it to the other device. Everything also stays on this device.`,
    again: 'Download this file again',
    signOut: 'Go to Sign out',
    signOutText: 'Once you are sure that the file is in a safe place, you can sign out.',
  },
  take: {
    title: 'Take unsent work from a file',
    text: 'No network is needed. Taking it twice, or sending from both devices, still makes each report one report.',
    choose: 'Choose the saved file',
    another: 'Choose another file',
    reading: 'Looking at the file…',
    facts: (when, count) => `Saved ${when}, with ${count} ${count === 1 ? 'item' : 'items'}.`,
    passwordHint: 'The password that was set when the file was saved.',
    button: 'Take it to this device',
    busy: 'Opening the file…',
    done: (what) => `Taken: ${what}`,
    doneText: 'Saved on this device. It is sent by itself once there is a network; drafts wait for you.',
    copies: (n) =>
      n === 1
        ? '1 draft differs from the one on this device: both are kept.'
        : `${n} drafts differ from those on this device: both of each are kept.`,
    known: (n) => (n === 1 ? '1 item was here already.' : `${n} items were here already.`),
    nothingNew: 'Nothing new',
    nothingNewText: 'Everything in the file is on this device or at the server already.',
    open: 'See the reports',
  },
  problem: {
    short: (min) => `The password of the file needs at least ${min} characters.`,
    empty: 'Please enter the password of the file.',
    save: 'This device could not make the file. What is not sent is still on this device.',
    take: 'This device could not save what is in the file, perhaps for want of room. Nothing was changed; the file is still good.',
  },
  refusals: {
    'unsent-wrong-account': 'This file belongs to another account. Please sign in to the account that saved it.',
    'unsent-wrong-key':
      'The password is not right, or the file was changed. Please enter it again; if it still fails, save the file again on the old device.',
    'unsent-cut': 'The file is cut off or was not copied completely. Please copy it again from the old device.',
    'unsent-not-such': 'This is not a file of unsent work from Đầu Mối. Its name usually ends in .dmu.',
    'unsent-newer': 'The file was saved by a newer app. Please update the app on this device and take it again.',
    'unsent-too-large':
      'The file is larger than 200 MB. On the old device, send some of it when there is a network and save again.',
    'unsent-photo':
      'A photo in the file is damaged, so nothing was taken. Please save the file again on the old device.',
  },
  lost: {
    title: 'When a device is lost or broken',
    safeTitle: 'Safe',
    safe: 'Everything marked “Reached the server”: reports, photos that were sent, and receipts. Sign in on a new device and it is there. A draft that you took to another device is there too, once it had reached the server.',
    goneTitle: 'Lost with the device',
    gone: 'Drafts, reports still “Waiting to send” and photos not yet sent, unless you saved them to a file. Nobody can bring them back, not even the Department Office.',
    doTitle: 'What to do at once',
    steps: [
      'Sign the lost device out under Devices signed in (this needs a network).',
      'Ask the Department’s administrator for a new activation code if the password may be known.',
      'For anything urgent that was “Waiting to send” there: call the Department Office and report again from this device.',
      'If you have a saved file, take it above.',
    ],
    devices: 'Devices signed in',
  },
}
