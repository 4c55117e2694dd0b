import { words } from '../platform/text.ts'

export const estateWords = words(
  {
    name: '小区名称', county: '县（市、区）', township: '乡镇（街道）', category: '类别', developer: '开发企业', units: '套数', firstRegistered: '首次登记', transferred: '转移登记', open: '未办', rate: '转移登记率', light: '灯',
    stated: '台账自报', search: '按名称查找', all: '全部', sort: '排序', byName: '按名称', byUnits: '按套数', byOpen: '按未办', byRate: '按登记率', export: '导出', exported: '已导出', exporting: '正在导出…',
    location: '坐落', nature: '房屋性质', parcel: '宗地代码', completed: '建成', code: '统一社会信用代码', contact: '联系人', phone: '联系电话', liaison: '包联单位', liaisonPerson: '包联责任人', remark: '备注',
    area: '建筑面积（㎡）', facts: '事实', fact: '事项', value: '内容', source: '来源', asOf: '截至', known: '已知', unknown: '未知', yes: '有', no: '无', counted: '分户实有', compare: '自报与实有', building: '号楼', buildings: '幢', noBuildings: '还没有楼幢，导入分户台账后显示楼盘表',
    correct: '更正', corrected: '已更正', table: '楼盘表', entrance: '单元', floor: '层', noFloor: '未注明', inferred: '按房号推定', legend: '图例（点选以突出）', openUnits: '看分户台账', print: '打印', differs: '不一致',
    letter: { listed: '册', surveyed: '测', first_registered: '首', transferred: '转' },
    mark: { unwilling: '愿', unreachable: '联', blocked_by_law: '封', dues_unpaid: '费', inheritance: '继', divorce: '离', identity_mismatch: '证', vacant: '空', other: '他' },
    factName: {
      land_acquisition: '土地取得方式', approved_land_m2: '批准用地面积（㎡）', surveyed_land_m2: '实测用地面积（㎡）', excess_land_m2: '超占面积（㎡）', planning: '规划核实', fire: '消防验收', acceptance: '竣工验收',
      civil_defence: '人防手续', quality: '质量安全鉴定', problems: '存在问题', treatment: '处置意见', first_certificate_no: '首次登记证号',
    },
  },
  {
    name: 'Estate', county: 'County', township: 'Township', category: 'Category', developer: 'Developer', units: 'Homes', firstRegistered: 'First-registered', transferred: 'Transferred', open: 'Open', rate: 'Transfer rate', light: 'Light',
    stated: 'Stated', search: 'Find by name', all: 'All', sort: 'Sort', byName: 'By name', byUnits: 'By homes', byOpen: 'By open homes', byRate: 'By rate', export: 'Export', exported: 'Exported', exporting: 'Exporting…',
    location: 'Location', nature: 'Kind of housing', parcel: 'Parcel code', completed: 'Completed', code: 'Credit code', contact: 'Contact', phone: 'Phone', liaison: 'Liaison unit', liaisonPerson: 'Liaison person', remark: 'Remark',
    area: 'Floor area (㎡)', facts: 'Facts', fact: 'Fact', value: 'Value', source: 'Source', asOf: 'As of', known: 'Known', unknown: 'Unknown', yes: 'Yes', no: 'No', counted: 'Counted', compare: 'Stated and counted', building: ' building', buildings: 'Buildings', noBuildings: 'No buildings yet; the building table shows once a unit ledger is imported',
    correct: 'Correct', corrected: 'Corrected', table: 'Building table', entrance: 'Entrance', floor: 'F', noFloor: 'unknown', inferred: 'from the room number', legend: 'Legend (click to highlight)', openUnits: 'Open the unit ledger', print: 'Print', differs: 'differs',
    letter: { listed: 'L', surveyed: 'S', first_registered: 'F', transferred: 'T' },
    mark: { unwilling: 'w', unreachable: 'r', blocked_by_law: 'b', dues_unpaid: 'd', inheritance: 'i', divorce: 'v', identity_mismatch: 'n', vacant: 'e', other: 'o' },
    factName: {
      land_acquisition: 'Land acquired by', approved_land_m2: 'Approved land (㎡)', surveyed_land_m2: 'Surveyed land (㎡)', excess_land_m2: 'Excess land (㎡)', planning: 'Planning check', fire: 'Fire acceptance', acceptance: 'Completion acceptance',
      civil_defence: 'Civil-defence formalities', quality: 'Quality appraisal', problems: 'Problems', treatment: 'Treatment', first_certificate_no: 'First-registration certificate',
    },
  },
)
