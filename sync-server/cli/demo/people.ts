/** Invented units: none of them exists, and each says so. */
export const UNITS = `code,type,name,parent,valid_from,aliases
SO,department,Sở Giáo dục và Đào tạo Ví Dụ (minh họa),,2020-01-01,Sở Ví Dụ
VPS,dept_office,Văn phòng Sở (minh họa),SO,2020-01-01,
P-MNTH,dept_division,Phòng Giáo dục Mầm non - Tiểu học (minh họa),SO,2020-01-01,
P-CTHS,dept_division,Phòng Công tác học sinh (minh họa),SO,2020-01-01,
THPT-BM,attached_unit,Trường THPT Bình Minh (minh họa),SO,2020-01-01,
XA-SM,commune_office,Phòng Văn hóa - Xã hội xã Sao Mai (minh họa),SO,2020-01-01,
TH-SM,school,Trường Tiểu học Sao Mai (minh họa),XA-SM,2020-01-01,
DAO-HX,school,Trường TH và THCS Đảo Hải Xanh (minh họa),XA-SM,2020-01-01,
`

/** Invented people, one account each. */
export const ACCOUNTS = `username,name,position,phone,role,unit,valid_from
dm.binhminh,Lê Minh An,Giáo viên,0900 000 011,focal_point,THPT-BM,2020-01-01
dm.saomai,Trần Thu Bình,Nhân viên thư viện,0900 000 012,focal_point,TH-SM,2020-01-01
dm.daohaixanh,Phạm Hải Châu,Giáo viên,0900 000 013,focal_point,DAO-HX,2020-01-01
hieutruong,Vũ Quốc Dũng,Hiệu trưởng,0900 000 014,unit_head,THPT-BM,2020-01-01
xa.saomai,Đỗ Thị Giang,Công chức văn hóa - xã hội,0900 000 015,parent_officer,XA-SM,2020-01-01
vanphong,Hoàng Thị Hà,Chuyên viên,0900 000 016,office_clerk,VPS,2020-01-01
chanhvp,Bùi Văn Khánh,Chánh Văn phòng,0900 000 017,office_chief,VPS,2020-01-01
phong.cths,Ngô Thị Lan,Chuyên viên,0900 000 018,division_officer,P-CTHS,2020-01-01
lanhdao,Đặng Hữu Minh,Phó Giám đốc,0900 000 019,leader,SO,2020-01-01
quantri,Mai Anh Nam,Quản trị hệ thống,0900 000 020,admin,SO,2020-01-01
`

export const DEPARTMENT = 'Sở Giáo dục và Đào tạo Ví Dụ (minh họa)'
export const OFFICE_PHONE = '0900 000 001'

/** Short words without marks, quick to type on a phone. */
export const WORDS =
  'sen tre nang gio mua nui song bien dao cat may sao trang que ngo khoai chim ca tom cua voi tho meo ga vit cau cam na mit dua xoai tao le oi hoa la canh hat mam vuon ao ho suoi doi dong lang pho thuyen buom cheo luoi den nen sach but bang'.split(
    ' ',
  )
