import type { AnyCard } from '#domain/tasks/find-card.ts'
import type { GivenEntry, GivenKind } from '#domain/tasks/giving.ts'
import type { TaskEntry, TaskState } from '#domain/tasks/task.ts'

/** The words of tasks; a new member of a closed list does not compile until it has its word. */
export const tasks = {
  quarter: (quarter: number) => `Quý ${['I', 'II', 'III', 'IV'][quarter - 1]}`,
  state: {
    assigned: 'Đã giao',
    seen: 'Đã xem',
    in_progress: 'Đang thực hiện',
    reported: 'Đã báo cáo',
    returned: 'Trả lại',
    done: 'Hoàn thành',
    cancelled: 'Hủy',
  } satisfies Record<TaskState, string>,
  overdue: 'Quá hạn',
  news: 'Từ Văn phòng Sở về nhiệm vụ',
  /** what became of articles: told on the first page, without the words of their own pages */
  pieceNews: {
    title: 'Tin bài của đơn vị',
    published: 'Đã đăng',
    declined: 'Không đăng',
    taken_down: 'Đã gỡ bài',
  },
  extended: 'Gia hạn',
  role: { lead: 'Chủ trì', coordinator: 'Phối hợp', given: 'Sở giao' } satisfies Record<AnyCard['role'], string>,
  given: {
    onDay: (day: string) => `ngày ${day}`,
    days: (from: string, to: string) => `từ ${from} đến ${to}`,
    of: {
      event: (when: string) => `Sự kiện ${when}`,
      brief: (when: string) => `Phục vụ cuộc họp ${when}`,
    } satisfies Record<GivenKind, (when: string) => string>,
  },
  entry: {
    seen: 'Đã xem',
    progress: 'Cập nhật tiến độ',
    product_added: 'Thêm sản phẩm',
    product_removed: 'Bỏ sản phẩm',
    reported: 'Báo cáo kết quả',
    accepted: 'Văn phòng Sở chấp nhận',
    returned: 'Văn phòng Sở trả lại',
    extension_asked: 'Xin gia hạn',
    extension_given: 'Cho gia hạn',
    extension_refused: 'Không gia hạn',
    cancelled: 'Hủy nhiệm vụ',
    comment: 'Ý kiến',
    given: 'Sở giao việc',
    amended: 'Sở thay đổi yêu cầu',
  } satisfies Record<TaskEntry['kind'] | GivenEntry['kind'], string>,
  /** beside what came after the office's last word */
  kept: 'Gửi sau khi nhiệm vụ đã khép lại; nội dung vẫn được giữ.',
} as const
