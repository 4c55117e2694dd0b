import { words } from '../platform/text.ts'

export const reportWords = words(
  {
    estates: '小区', units: '房屋（套）', firstRegistered: '首次登记', transferred: '转移登记', open: '未转移登记', ofUnits: '占全部套数', ofWilling: '占可办套数', willing: '可办套数（不含不愿、联系不上、法律限制）',
    trend: '逐日进展', categories: '按项目类别', rankCounties: '各县（市、区）', rankEstates: '各小区', rank: '名次', name: '名称', rate: '转移登记率', light: '灯', category: '类别', obstacles: '未办原因',
    statedDiffers: (stated: string, counted: string) => `小区台账自报 ${stated} 套，分户台账实有 ${counted} 套，尚不一致`, noUnits: '还没有分户台账。导入后这里会显示进展。', bring: '去导入台账', monthEnds: '常用日期', latest: '最新',
    wallTitle: '清零行动挂图', leave: '返回', tileHint: (units: string, done: string) => `${units} 套，已转移 ${done} 套`,
    bulletins: '月通报', issue: '签发通报', month: '月份', asOf: '数据截至', issueNo: '期号', issuedAt: '签发时间', issuedBy: '签发人', document: '通报文档', workbook: '附表', check: '签发前核对',
    checked: '各级合计一致，可以签发', mismatches: '各级合计不一致，不能签发', place: '位置', what: '内容', expected: '应为', found: '实为', issued: '已签发', none: '还没有签发过通报',
  },
  {
    estates: 'Estates', units: 'Homes', firstRegistered: 'First-registered', transferred: 'Transferred', open: 'Not transferred', ofUnits: 'of all homes', ofWilling: 'of willing homes', willing: 'Willing (without refusals, unreachable, blocked by law)',
    trend: 'Progress by day', categories: 'By category', rankCounties: 'Counties', rankEstates: 'Estates', rank: 'Rank', name: 'Name', rate: 'Transfer rate', light: 'Light', category: 'Category', obstacles: 'What stands in the way',
    statedDiffers: (stated, counted) => `The estate ledgers state ${stated} homes, the unit ledgers hold ${counted}`, noUnits: 'No unit ledger yet. Progress shows here once one is imported.', bring: 'Import ledgers', monthEnds: 'Usual days', latest: 'Latest',
    wallTitle: 'Clearance wall chart', leave: 'Back', tileHint: (units, done) => `${units} homes, ${done} transferred`,
    bulletins: 'Monthly bulletins', issue: 'Issue a bulletin', month: 'Month', asOf: 'As of', issueNo: 'No.', issuedAt: 'Issued', issuedBy: 'By', document: 'Document', workbook: 'Workbook', check: 'Check before issuing',
    checked: 'All totals agree; the bulletin can be issued', mismatches: 'Totals disagree; the bulletin cannot be issued', place: 'Where', what: 'What', expected: 'Expected', found: 'Found', issued: 'Issued', none: 'No bulletin has been issued yet',
  },
)
