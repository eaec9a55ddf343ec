import { commentTask } from './comment.ts'
import { acceptTask, cancelTask, grantTaskExtension, refuseTaskExtension, returnTask } from './office-acts.ts'
import { addTaskProduct, askTaskExtension, progressTask, removeTaskProduct, reportTask, seeTask } from './unit-acts.ts'

/** What unit and office do with a task. */
export const taskMutations = [
  seeTask,
  progressTask,
  addTaskProduct,
  removeTaskProduct,
  reportTask,
  askTaskExtension,
  acceptTask,
  returnTask,
  grantTaskExtension,
  refuseTaskExtension,
  cancelTask,
  commentTask,
] as const
