import { words } from '../platform/text.ts'

export const unitWords = words(
  {
    search: '权利人姓名、房号、证号、身份证号或电话', estate: '小区', building: '楼号', entrance: '单元', room: '房号', floor: '所在层', area: '建筑面积（㎡）', owners: '权利人', state: '状态', first: '首次登记', transfer: '转移登记',
    certificate: '不动产权证号', reason: '未办原因', obstacle: '原因分类', county: '县（市、区）', category: '类别', oneEstate: '只看一个小区', allEstates: '看全部小区',
    floorsTotal: '总层数', code: '不动产单元号', use: '用途', structure: '结构', inner: '套内面积（㎡）', shared: '分摊面积（㎡）', coOwnership: '共有情况', contract: '合同编号', price: '合同价款（元）', invoice: '购房发票', deedTax: '契税（元）', fund: '维修资金（元）', mailed: '是否邮寄', liaison: '包联单位', remark: '备注',
    yes: '有', no: '无', unknown: '未知', ownerId: '证件号码', phone: '联系电话', openData: '查看证件号码、电话', openedFor: (seconds: string) => `${seconds} 秒后自动隐藏；这次查看已记入操作记录`, history: '历史', recordTransfer: '记录转移登记', recordObstacle: '记录未办原因',
    transferredOn: '转移登记日期', on: '了解情况的日期', recorded: '已记录', changed: '改动', particulars: '房屋与合同', back: '回到小区',
    idKind: { identity_card: '身份证', hk_mo_tw: '港澳台证件', passport: '护照', household_register: '户口簿', officer_card: '军官证', business: '营业执照', other: '其他证件' },
    coOwned: { sole: '单独所有', joint: '共同共有', by_share: '按份共有', other: '其他' },
    field: {
      entrance: '单元', room: '房号', floor: '所在层', floors_total: '总层数', unit_code: '不动产单元号', use: '用途', structure: '结构', area_m2: '建筑面积', inner_area_m2: '套内面积', shared_area_m2: '分摊面积', co_ownership: '共有情况', contract_no: '合同编号',
      price_fen: '合同价款', has_invoice: '购房发票', deed_tax_fen: '契税', maintenance_fund_fen: '维修资金', first_registered_on: '首次登记', transferred_on: '转移登记', certificate_no: '证号', is_mailed: '邮寄', open_reason: '未办原因', obstacle: '原因分类', obstacle_on: '原因日期', liaison: '包联单位', remark: '备注',
    },
  },
  {
    search: 'Owner, room, certificate, ID number or phone', estate: 'Estate', building: 'Building', entrance: 'Entrance', room: 'Room', floor: 'Floor', area: 'Floor area (㎡)', owners: 'Owners', state: 'State', first: 'First registration', transfer: 'Transfer',
    certificate: 'Certificate', reason: 'Why open', obstacle: 'Obstacle', county: 'County', category: 'Category', oneEstate: 'One estate only', allEstates: 'All estates',
    floorsTotal: 'Floors', code: 'Unit code', use: 'Use', structure: 'Structure', inner: 'Inner area (㎡)', shared: 'Shared area (㎡)', coOwnership: 'Co-ownership', contract: 'Contract', price: 'Price (yuan)', invoice: 'Invoice', deedTax: 'Deed tax (yuan)', fund: 'Maintenance fund (yuan)', mailed: 'Mailed', liaison: 'Liaison unit', remark: 'Remark',
    yes: 'Yes', no: 'No', unknown: 'Unknown', ownerId: 'ID number', phone: 'Phone', openData: 'Open ID number and phone', openedFor: (seconds) => `Hidden again in ${seconds} s; this opening is on record`, history: 'History', recordTransfer: 'Record transfer', recordObstacle: 'Record obstacle',
    transferredOn: 'Transferred on', on: 'Learned on', recorded: 'Recorded', changed: 'Changed', particulars: 'Home and contract', back: 'To the estate',
    idKind: { identity_card: 'ID card', hk_mo_tw: 'HK/MO/TW permit', passport: 'Passport', household_register: 'Household register', officer_card: 'Officer card', business: 'Business licence', other: 'Other' },
    coOwned: { sole: 'Sole', joint: 'Joint', by_share: 'By share', other: 'Other' },
    field: {
      entrance: 'Entrance', room: 'Room', floor: 'Floor', floors_total: 'Floors', unit_code: 'Unit code', use: 'Use', structure: 'Structure', area_m2: 'Area', inner_area_m2: 'Inner area', shared_area_m2: 'Shared area', co_ownership: 'Co-ownership', contract_no: 'Contract',
      price_fen: 'Price', has_invoice: 'Invoice', deed_tax_fen: 'Deed tax', maintenance_fund_fen: 'Maintenance fund', first_registered_on: 'First registration', transferred_on: 'Transfer', certificate_no: 'Certificate', is_mailed: 'Mailed', open_reason: 'Why open', obstacle: 'Obstacle', obstacle_on: 'Reason known on', liaison: 'Liaison', remark: 'Remark',
    },
  },
)
