/** What went wrong on this device by itself, and the way round. */
export const trouble = {
  stuck: {
    title: (n: number) => `${n} mục chờ lâu mà chưa được máy chủ trả lời`,
    text: 'Mạng và máy chủ vẫn hoạt động, nhưng các mục này chưa qua được. Nội dung vẫn còn nguyên trên máy này. Hãy gọi Văn phòng Sở, và lưu ra tệp hoặc sao chép để gửi cách khác.',
    file: 'Lưu ra tệp',
    copy: 'Sao chép nội dung',
  },
  aside: {
    title: (n: number) => `${n} mục trên máy này bị hỏng`,
    text: 'Bộ nhớ của máy đã làm hỏng các mục này nên ứng dụng không mở được. Chúng được để riêng, không ảnh hưởng tới phần còn lại. Hãy sao chép và gửi cho người quản trị nếu cần lấy lại nội dung.',
    copy: 'Sao chép phần bị hỏng',
    drop: 'Bỏ các mục này',
    sure: 'Bỏ hẳn các mục bị hỏng? Không lấy lại được nữa.',
    keep: 'Giữ lại',
  },
  copied: 'Đã sao chép.',
  copyFailed: 'Chưa sao chép được. Nội dung hiện bên dưới để bạn chọn.',
}
