import type { PageTexts } from '../page-texts.ts'

export const receipt: PageTexts['receipt'] = {
  title: 'Check a receipt',
  lead: 'Choose the receipt file of a report. This device checks it by itself; the file is sent nowhere.',
  choose: 'Choose a receipt file',
  another: 'Choose another file',
  checking: 'Checking…',
  valid: 'The receipt is valid',
  invalid: 'The receipt is not valid',
  unreadable:
    'This file could not be read. Please choose the .json file downloaded from the page of the incident or the report.',
  keyMissing: 'This device does not have the Department’s key to check it. Please try again with a network.',
  failures: {
    'key-unknown': 'The file was signed with a key that is not in the list of keys.',
    'signature-wrong': 'The signature does not match: the receipt was changed, or the Department never issued it.',
    'record-changed': 'The report differs from what the receipt confirms.',
    'photo-changed': 'A photo differs from what the receipt confirms.',
    'kind-wrong': 'This receipt belongs to another kind of content.',
  },
  vouched: (department) => `${department} confirms that it received this report, word for word.`,
  department: 'Department named in the file',
  unit: 'Unit named in the file',
  code: 'Code',
  no: 'Report no.',
  of: 'Period',
  version: 'Version',
  received: 'Received by the server at',
  photosDeclared: 'Photos declared',
  photos: 'Photos in the file',
  photosCount: (n) => (n === 0 ? 'No photos' : n === 1 ? '1 photo' : `${n} photos`),
  photosOf: (there, missing) =>
    missing === 0 ? `${there} as the receipt says` : `${there} as the receipt says, ${missing} not in the file`,
  compare: 'Compared with the keys that the server publishes',
  fingerprint: 'Fingerprint of the key',
  fingerprintHint:
    'Compare each group with the fingerprint that the Department publishes. If it differs, the receipt is not the Department’s.',
  keyPublished: 'This is a key that the server publishes now.',
  keyForeign: 'This key is NOT among those that the server publishes. Do not trust this receipt.',
  keyUncompared: 'It could not be compared with the server. Please compare the fingerprint yourself.',
  keyValidFrom: 'Key in use since',
  content: 'What is confirmed',
}
