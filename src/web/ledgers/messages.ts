import { words } from '../platform/text.ts'
import { findingWords } from './finding-words.ts'

export const ledgerWords = words(
  {
    drop: '把台账文件拖到这里，或点击选择', dropHint: '.xlsx、.xls、.ods、.csv，可一次放入小区台账和分户台账，系统会互相核对', sending: '正在上传', notSent: '没有传到服务器，请检查网络后重试', earlier: '以往导入', none: '还没有导入过台账',
    broughtAt: '时间', broughtBy: '经办人', files: '文件', status: '状态', errors: '错误', warnings: '提醒',
    statuses: { received: '已收到', reading: '正在核查', previewed: '待确认', committing: '正在入库', committed: '已入库', refused: '不能读取', discarded: '已放弃' },
    stepReceived: '收到', stepRead: '核查', stepPreview: '预览', stepTaken: '入库', refusedHint: '没有存入任何数据。改好文件后重新导入即可。',
    outcome: (accepted: string, rejected: string) => `可入库 ${accepted} 行，需退回修改 ${rejected} 行`, taken: (accepted: string, rejected: string) => `已入库 ${accepted} 行，退回 ${rejected} 行`,
    nextStep: '下一步：确认入库。退回的行不会入库，可下载后改好再导入，已入库的行不会重复。', toBoard: '去看板查看进展', commit: '确认入库', discard: '放弃', returned: '下载退回修改的工作簿', returnedName: '退回修改.xlsx',
    sheet: '工作表', hidden: '隐藏', recognised: '识别为', use: '用途', uses: { taken: '入库', compared: '只核对', kept: '识别并留存' }, asOf: '填报时间', rows: '数据行', accepted: '入库', unchanged: '无变化', rejected: '退回',
    cleaned: '已自动规范', columns: '列的含义', column: '列', header: '表头', meaning: '含义', keptOut: '不导入', readAgain: '按更正重新核查（记住到本县）',
    findings: '核查意见', allKinds: '全部', severity: '程度', severities: { error: '错误', warning: '提醒', notice: '说明' }, cell: '单元格', message: '意见', suggestion: '建议',
    kinds: {
      units: '分户台账', unit_extract: '分户摘录', estates: '小区台账', estate_extract: '小区摘录', buildings: '楼栋表', summary_by_category: '分类汇总', summary_by_county: '县区汇总', reasons_by_county: '未办原因统计', ranking: '排名', monthly_progress: '月度进度', problems: '问题台账', meetings: '会议台账',
      funds: '资金', taxes: '税费台账', tax_payments: '税费入库明细', responsible_units: '责任单位', work_log: '会议督办台账', work_summary: '工作汇总', advice: '意见措施', joint_delivery: '房证同交、地证同交', options: '选项', notes: '说明', empty: '空表', unknown: '未识别',
    },
    blemishes: findingWords.zh.blemishes,
    findingKinds: findingWords.zh.kinds,
    fields: findingWords.zh.fields,
  },
  {
    drop: 'Drop ledger files here, or click to choose', dropHint: '.xlsx, .xls, .ods, .csv; bring estate and unit ledgers together and they are held against each other', sending: 'Uploading', notSent: 'The upload did not reach the server', earlier: 'Earlier imports', none: 'No ledger has been imported yet',
    broughtAt: 'When', broughtBy: 'By', files: 'Files', status: 'Status', errors: 'Errors', warnings: 'Warnings',
    statuses: { received: 'Received', reading: 'Checking', previewed: 'To be confirmed', committing: 'Being taken over', committed: 'Taken over', refused: 'Unreadable', discarded: 'Discarded' },
    stepReceived: 'Received', stepRead: 'Checked', stepPreview: 'Preview', stepTaken: 'Taken over', refusedHint: 'Nothing was stored. Correct the file and bring it again.',
    outcome: (accepted, rejected) => `${accepted} rows can be taken over, ${rejected} must be corrected`, taken: (accepted, rejected) => `${accepted} rows taken over, ${rejected} returned`,
    nextStep: 'Next: confirm. Returned rows stay out; download, correct and bring them again – nothing is taken twice.', toBoard: 'See the board', commit: 'Take over', discard: 'Discard', returned: 'Download rows to correct', returnedName: 'returned.xlsx',
    sheet: 'Sheet', hidden: 'hidden', recognised: 'Recognised as', use: 'Use', uses: { taken: 'Taken over', compared: 'Compared only', kept: 'Recognised and kept' }, asOf: 'As of', rows: 'Rows', accepted: 'Accepted', unchanged: 'Unchanged', rejected: 'Returned',
    cleaned: 'Cleaned', columns: 'Meaning of the columns', column: 'Column', header: 'Header', meaning: 'Meaning', keptOut: 'Kept out', readAgain: 'Check again with corrections (remembered for this county)',
    findings: 'Findings', allKinds: 'All', severity: 'Severity', severities: { error: 'Error', warning: 'Warning', notice: 'Note' }, cell: 'Cell', message: 'Finding', suggestion: 'Suggestion',
    kinds: {
      units: 'Unit ledger', unit_extract: 'Unit extract', estates: 'Estate ledger', estate_extract: 'Estate extract', buildings: 'Buildings', summary_by_category: 'Summary by category', summary_by_county: 'Summary by county', reasons_by_county: 'Reasons by county', ranking: 'Ranking', monthly_progress: 'Monthly progress', problems: 'Problems', meetings: 'Meetings',
      funds: 'Funds', taxes: 'Taxes', tax_payments: 'Tax payments', responsible_units: 'Responsible units', work_log: 'Work log', work_summary: 'Work summary', advice: 'Advice and measures', joint_delivery: 'Joint delivery', options: 'Options', notes: 'Notes', empty: 'Empty', unknown: 'Not recognised',
    },
    blemishes: findingWords.en.blemishes,
    findingKinds: findingWords.en.kinds,
    fields: findingWords.en.fields,
  },
)
