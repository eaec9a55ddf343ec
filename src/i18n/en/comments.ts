import type { Texts } from '../texts.ts'

/** Where unit and office write to each other about one record. */
export const comments: Texts['comments'] = {
  label: 'Write a comment',
  hint: 'Your unit and the Department Office both read it. Write no pupils’ names.',
  send: 'Send the comment',
  loading: 'Opening the comments…',
  unloaded: 'The comments could not be opened. Please open the page again with a network.',
  missing: 'Please fill in: comment.',
  tooLong: (max) => `The comment is longer than ${max} characters. Please shorten it.`,
  failed: 'This device could not save it. The words are still on the screen; copy them and try again.',
}
