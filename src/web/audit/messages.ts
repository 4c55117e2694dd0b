import { words } from '../platform/text.ts'

export const actWords = words(
  {
    no: '编号', kind: '操作', actor: '经办人', at: '时间', reason: '理由', rows: '涉及记录', hash: '链接校验值',
    kinds: {
      ledgers_imported: '台账入库', account_created: '新建账号', roles_changed: '调整角色', account_disabled: '停用账号', account_enabled: '启用账号', password_reset: '重置密码',
      sessions_revoked: '强制退出', transfer_recorded: '记录转移登记', obstacle_recorded: '记录未办原因', estate_corrected: '更正小区', personal_data_opened: '查看个人信息', bulletin_issued: '签发通报',
    },
  },
  {
    no: 'No.', kind: 'Act', actor: 'By', at: 'When', reason: 'Reason', rows: 'Records', hash: 'Link hash',
    kinds: {
      ledgers_imported: 'Ledgers taken over', account_created: 'Account created', roles_changed: 'Roles changed', account_disabled: 'Account disabled', account_enabled: 'Account enabled', password_reset: 'Password reset',
      sessions_revoked: 'Signed out', transfer_recorded: 'Transfer recorded', obstacle_recorded: 'Obstacle recorded', estate_corrected: 'Estate corrected', personal_data_opened: 'Personal data opened', bulletin_issued: 'Bulletin issued',
    },
  },
)
