/** A draft that was carried to another device. */
export const handover = {
  carry: {
    button: 'Viết tiếp trên máy khác',
    again: 'Đưa bản mới sang máy khác',
    buttonOf: (button: string, title: string) => `${button}: ${title}`,
    hint: 'Bản nháp này sẽ hiện ở mục Báo cáo trên các máy khác của chính bạn. Không ai khác xem được. Ảnh ở lại máy này.',
    chip: 'Từ máy khác',
    from: (when: string) => `Đang viết dở ở máy khác của bạn. Lưu lúc ${when}`,
    photosStay: (n: number) => `${n} ảnh còn ở máy kia`,
    open: 'Mở ở đây',
    carried: 'Đã đưa sang máy khác, chưa mở ở đó. Bản này vẫn còn trên máy này',
    taken: 'Đang viết tiếp ở máy khác. Bản này vẫn còn trên máy này',
    failed: 'Máy này chưa lưu được. Bản nháp vẫn còn nguyên.',
    sent: 'Bản nháp này đã được gửi.',
  },
}
