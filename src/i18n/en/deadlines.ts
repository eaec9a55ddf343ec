import type { PlanTexts } from '../plan-texts.ts'
import { dutyMessage, unsentMessage } from '../vi/to-others.ts'

const counted = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const monthOf = (month: number, year: number) => `${MONTHS[month - 1]} ${year}`

export const deadlines: PlanTexts['deadlines'] = {
  title: 'Deadlines',
  loading: 'Working out the deadlines…',
  views: 'How to see the deadlines',
  asList: 'List',
  asMonth: 'By month',
  toTasks: 'All tasks of the unit',
  toMonth: 'See by month',
  group: { overdue: 'Overdue', today: 'Today', week: 'Next seven days', later: 'Later' },
  nothingIn: { today: 'Nothing is due today.', week: 'Nothing is due in the next seven days.' },
  more: (n) => `See ${n} more`,
  next: 'Do first',
  all: 'See all deadlines',
  weekday: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  weekdayShort: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
  monthShort: (month) => MONTHS[month - 1]?.slice(0, 3) ?? '',
  on: (weekday, day) => `${weekday} ${day}`,
  both: (before, last, working) =>
    working === null
      ? `before ${before}, by the end of ${last}`
      : `before ${before}, by the end of ${last}, last working day ${working}`,
  wished: (day) => `The Department Office would like it by ${day}`,
  left: {
    days: (n) => `${counted(n, 'day')} left`,
    tomorrow: '1 day left',
    hours: (n) => `today · ${counted(n, 'hour')} left`,
    minutes: (n) => `today · ${counted(n, 'minute')} left`,
    past: (n) => `${counted(n, 'day')} overdue`,
  },
  duty: {
    monthly: (month, year) => `Monthly opinion report, ${monthOf(month, year)}`,
    unit_plan: (year) => `Communication plan for ${year}`,
    window: (from, to) => `Figures from ${from} to the end of ${to}`,
    way: {
      monthly: { write: 'Write the report', open: 'Open the report' },
      unit_plan: { write: 'Write the plan', open: 'Open the plan' },
    },
    nil: 'Nothing to report in the period',
    formState: {
      not_started: 'Not begun',
      draft: 'Being written',
      pending_approval: 'Waiting for the head’s approval',
      approved: 'Approved, not sent',
      submitted: 'Reached the server',
      received: 'Received by the Department Office',
      returned: 'Returned by the Department Office',
      accepted: 'Accepted',
    },
    inherited: 'Taken over from the unit before the reorganisation',
  },
  own: {
    place: 'The unit’s own task',
    ofItem: (item) => `The unit’s own task, item ${item} of the Department’s plan`,
    percent: (n) => `${n}% done`,
    done: 'Done',
    action: 'See and note progress',
  },
  given: {
    news: 'The Department Office on deadlines',
    until: (day) => `Extended until before ${day}`,
    excused: 'Excused',
    headsWord: 'Sent on your word. Please confirm it, or say that it was not so.',
    chased: { message: 'The Department Office sent a reminder', phone: 'The Department Office called to remind' },
    offline: 'Counts as in time: it was sent without a network',
    arrived: (day, way) => `The Department Office received it on ${day} (${way})`,
    why: (reason) => `Reason: ${reason}`,
    by: (name, role, when) => `${name} (${role}), ${when}`,
    way: { document: 'document system', email: 'e-mail', paper: 'on paper', other: 'another way' },
  },
  timeliness: {
    on_time: 'In time',
    on_time_offline: 'In time (sent without a network)',
    late: (days) => `${counted(days, 'day')} late`,
    late_excused: (days) => `${counted(days, 'day')} late, for a reason`,
    pending: 'Not due yet',
    missing: (days) => `Not sent, ${counted(days, 'day')} overdue`,
    not_required: 'Excused',
  },
  task: {
    action: 'Open the task',
    place: {
      lead: (item) => `Item ${item} · in the lead`,
      coordinator: (group) => `Group ${group} · taking part`,
    },
  },
  unitOf: (name) => name,
  empty: {
    title: 'No deadlines yet',
    text: 'No regular report and no task of your unit is coming due.',
  },
  unknown: {
    title: 'This device knows nothing of deadlines yet',
    text: 'They appear after the first contact with the server, and can then be seen without a network, too.',
  },
  old: {
    title: 'What is on this device is old',
    text: (when) => `Fetched ${when}. New deadlines and extensions since then are not here yet.`,
    never: 'Never fetched.',
  },
  asOf: (when) => `As fetched ${when}`,
  clock: {
    title: 'This device’s clock is wrong',
    fast: (gap) => `It is ${gap} ahead. Deadlines here go by the server’s clock; please set this one right.`,
    slow: (gap) => `It is ${gap} behind. Deadlines here go by the server’s clock; please set this one right.`,
  },
  unsent: {
    title: (n) =>
      n === 1
        ? 'Something is due soon and has not reached the server'
        : `${n} things are due soon and have not reached the server`,
    past: (n) =>
      n === 1
        ? 'Something is overdue and has not reached the server'
        : `${n} things are overdue and have not reached the server`,
    text: 'The result is saved on this device. Please find a network and tap Send now. If there is no time, call the Department Office or send it another way.',
    call: 'Call the Department Office',
    copy: 'Copy it',
    share: 'Share it',
    copied: 'Copied. Paste it into a message or a letter.',
    copyFailed: 'This device does not allow copying. Please select the text below.',
    // read by the Office
    message: unsentMessage,
  },
  month: {
    title: (month, year) => `Deadlines in ${monthOf(month, year)}`,
    caption: (month, year) => `Calendar of ${monthOf(month, year)}`,
    before: 'Month before',
    after: 'Month after',
    now: 'This month',
    ways: 'Choose a month',
    unit: 'due',
    ofDay: (day) => `Deadlines of ${day}`,
    ofMonth: 'Deadlines of the month',
    none: 'Nothing is due this month.',
    noneOfDay: 'Nothing is due on this day.',
    held: 'Events and meetings',
    heldTitle: { event: (title) => `Event: ${title}`, brief: (title) => `Meeting: ${title}` },
    heldUnit: (n) => (n === 1 ? '1 event or meeting' : `${n} events and meetings`),
    wholeMonth: 'See the whole month',
    count: (n) => counted(n, 'deadline'),
  },
  how: {
    title: 'How to send it',
    lead: 'This form cannot be sent in the app yet. Until then, please send it the way your unit always has:',
    steps: [
      'Write the report on the Department’s form, signed by the head of the unit.',
      'Send it to the Department Office through the document system, official e-mail or the post.',
      'If the deadline is near, call the Department Office first and send the paper after.',
    ],
    call: 'Call the Department Office',
    noNumber: 'The duty number of the Department Office is not on this device yet.',
    textTitle: 'A message to copy (Vietnamese)',
    text: dutyMessage,
    copy: 'Copy the message',
    notFoundTitle: 'There is no such deadline',
    notFound: 'The address is old, or the unit no longer owes this.',
  },
  reminder: {
    today: 'Reminder for today',
    more: (count) => `and ${count} more`,
    kind: {
      opens: 'It can be sent from today on.',
      wished: 'The Office would like to have it today.',
      day_before: 'The answer is due soon.',
      last_working: 'Today is the last working day before the deadline.',
      last_day: 'Today is the last day to send it in time.',
      overdue: 'The deadline has passed. It can still be sent, the sooner the better.',
      to_head: 'The deadline passed some days ago: please ask the head of the unit.',
    },
  },
}
