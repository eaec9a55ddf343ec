/** What went wrong on this device by itself, and the way round. */
export const trouble = {
  stuck: {
    title: (n: number) => `${n} mục chờ lâu mà chưa được máy chủ trả lời`,
    text: 'Máy đã nhiều lần liên lạc được với máy chủ mà các mục này vẫn chưa gửi được. Nội dung vẫn còn nguyên trên máy này. Hãy gọi Văn phòng Sở, và lưu ra tệp hoặc sao chép để gửi cách khác.',
    file: 'Lưu ra tệp',
    copy: 'Sao chép nội dung',
  },
  aside: {
    title: (n: number) => `${n} mục trên máy này bị hỏng`,
    text: 'Các mục này hỏng trong bộ nhớ của máy nên không đọc được nữa. Ứng dụng đã để riêng chúng ra, những phần khác vẫn dùng bình thường. Nếu cần lấy lại nội dung, hãy sao chép và gửi cho người quản trị.',
    copy: 'Sao chép phần bị hỏng',
    drop: 'Bỏ các mục này',
    sure: 'Bỏ hẳn các mục bị hỏng? Không lấy lại được nữa.',
    keep: 'Giữ lại',
  },
  copied: 'Đã sao chép.',
  copyFailed: 'Chưa sao chép được. Nội dung hiện bên dưới để bạn chọn.',
}
