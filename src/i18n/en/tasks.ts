import type { TaskTexts } from '../task-texts.ts'
import { taskScreens } from './task-screens.ts'

export const tasks: TaskTexts['tasks'] = {
  quarter: (quarter) => `Quarter ${['I', 'II', 'III', 'IV'][quarter - 1] ?? ''}`,
  state: {
    assigned: 'Assigned',
    seen: 'Seen',
    in_progress: 'Under way',
    reported: 'Reported',
    returned: 'Returned',
    done: 'Done',
    cancelled: 'Cancelled',
  },
  overdue: 'Overdue',
  pieceNews: {
    title: "Your unit's articles",
    published: 'Published',
    declined: 'Not published',
    taken_down: 'Taken down',
  },
  extended: 'Extended',
  role: { lead: 'In the lead', coordinator: 'Taking part', given: 'From the department' },
  given: {
    onDay: (day: string) => `on ${day}`,
    days: (from: string, to: string) => `from ${from} to ${to}`,
    of: { event: (when: string) => `Event ${when}`, brief: (when: string) => `For the meeting ${when}` },
  },
  news: 'From the Department Office, about tasks',
  entry: {
    seen: 'Seen',
    progress: 'Progress',
    product_added: 'Product added',
    product_removed: 'Product removed',
    reported: 'Result reported',
    accepted: 'Accepted by the Department Office',
    returned: 'Returned by the Department Office',
    extension_asked: 'More time asked for',
    extension_given: 'More time given',
    extension_refused: 'No more time given',
    cancelled: 'Task cancelled',
    comment: 'Comment',
    given: 'The department gave this task',
    amended: 'The department changed it',
  },
  kept: 'Sent after the task was over; it is kept all the same.',
  ...taskScreens,
}
