import type { Names } from './names-in-text.ts'

/** How a plan calls units and classes of units: code → names, the first as the plan writes it. [PL10, PL12] */
export type UnitNames = Names

/**
 * The usual divisions of an education department and the classes that take part. A department whose divisions are
 * called otherwise brings a table of its own.
 */
export const DEFAULT_UNIT_NAMES = {
  VPS: ['Văn phòng Sở', 'Văn phòng Sở GDĐT', 'Văn phòng Sở Giáo dục và Đào tạo', 'VP Sở', 'VPS'],
  'GDMN-TH': [
    'Phòng GDMN-TH',
    'GDMN-TH',
    'Phòng MN-TH',
    'Phòng Giáo dục Mầm non - Tiểu học',
    'Phòng Giáo dục Mầm non và Giáo dục Tiểu học',
  ],
  'GDTrH-TX': [
    'Phòng GDTrH-TX',
    'GDTrH-TX',
    'Phòng GDTriH-TX',
    'Phòng GDTrH-GDTX',
    'Phòng Giáo dục Trung học - Thường xuyên',
    'Phòng Giáo dục Trung học và Giáo dục Thường xuyên',
  ],
  QLCL: [
    'Phòng Quản lý chất lượng',
    'Phòng Quản lí chất lượng',
    'Phòng QLCL',
    'QLCL',
    'Phòng Khảo thí và Quản lý chất lượng',
  ],
  KHTC: ['Phòng Kế hoạch-Tài chính', 'Phòng Kế hoạch và Tài chính', 'Phòng KH-TC', 'Phòng KHTC', 'KHTC'],
  TCCB: ['Phòng Tổ chức cán bộ', 'Phòng TCCB', 'TCCB'],
  TTRA: ['Thanh tra Sở', 'Thanh tra Sở GDĐT', 'Thanh tra'],
  CAC_PHONG: [
    'Các phòng thuộc Sở',
    'Các phòng thuộc Sở GDĐT',
    'Các phòng chuyên môn, nghiệp vụ thuộc Sở',
    'Các phòng chuyên môn, nghiệp vụ thuộc Sở GDĐT',
  ],
  PGD: [
    'Phòng GDĐT các huyện, thị xã, thành phố',
    'Các phòng GDĐT các huyện, thị xã, thành phố',
    'Phòng GDĐT huyện, thị xã, thành phố',
    'Phòng Giáo dục và Đào tạo các huyện, thị xã, thành phố',
  ],
  DVTT: ['Các đơn vị trực thuộc Sở', 'Các đơn vị trực thuộc Sở GDĐT', 'Các đơn vị trực thuộc', 'Đơn vị trực thuộc Sở'],
} as const satisfies UnitNames

/** A duty that stands in brackets after a unit's name: an attribute, not another unit. [PL26] */
export const UNIT_FUNCTIONS = {
  CNTT: ['Công nghệ thông tin', 'CNTT'],
} as const satisfies Names
