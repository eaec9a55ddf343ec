import type { Card } from '#domain/tasks/cards.ts'
import type { ProductChannel, ProductKind } from '#domain/tasks/product.ts'
import type { TaskEntry, TaskState } from '#domain/tasks/task.ts'
import type { TaskIssueCode } from '#domain/tasks/validation.ts'

type Params = Readonly<Record<string, string | number>>

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
  extended: 'Gia hạn',
  role: { lead: 'Chủ trì', coordinator: 'Phối hợp' } satisfies Record<Card['role'], string>,
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
  } satisfies Record<TaskEntry['kind'], string>,
  /** beside what came after the office's last word */
  kept: 'Gửi sau khi nhiệm vụ đã khép lại; nội dung vẫn được giữ.',
  product: {
    kind: {
      news: 'Tin, bài',
      feature: 'Phóng sự, gương điển hình',
      video: 'Video',
      infographic: 'Đồ họa',
      bulletin: 'Bản tin',
      leaflet: 'Tờ rơi',
      event: 'Sự kiện',
      contest: 'Cuộc thi',
      press_item: 'Tin trên báo, đài',
      social_post: 'Bài trên mạng xã hội',
      qa: 'Hỏi - đáp',
      training: 'Tập huấn',
      letter: 'Thư',
      other: 'Khác',
    } satisfies Record<ProductKind, string>,
    channel: {
      portal: 'Cổng thông tin điện tử của Sở',
      unit_site: 'Trang của đơn vị',
      fanpage: 'Fanpage',
      social: 'Mạng xã hội',
      press: 'Báo chí, phát thanh, truyền hình',
      bulletin: 'Bản tin, thư tay',
      email: 'Thư điện tử',
      meeting: 'Trực tiếp, buổi họp',
      other: 'Khác',
    } satisfies Record<ProductChannel, string>,
    fields: {
      kind: 'Loại sản phẩm',
      title: 'Tên sản phẩm',
      channel: 'Kênh',
      publishedAt: 'Ngày đăng',
      link: 'Đường dẫn',
      qty: 'Số lượng',
    },
  },
  fields: { note: 'Kết quả', percent: 'Tiến độ', before: 'Hạn mới', reason: 'Lý do' },
  issues: {
    V01: (label) => `Vui lòng nhập: ${label}.`,
    V32: () => 'Số lượng sản phẩm phải lớn hơn 0.',
    V39: () => 'Đường dẫn không hợp lệ. Ví dụ: https://…',
    V46: () => 'Hạn mới phải sau hạn hiện nay.',
  } satisfies Record<TaskIssueCode, (label: string, params: Params) => string>,
} as const
