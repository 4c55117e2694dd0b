import { words } from '../platform/text.ts'

export const staffWords = words(
  {
    signIn: '登录', login: '账号', password: '密码', wrong: '登录没有成功', lockedUntil: (time: string) => `账号已锁定，${time} 后可再试，或请管理员解锁`,
    current: '原密码', fresh: '新密码', passwordRule: '至少 10 位，同时有字母和数字或符号', mustChange: '这是第一次登录或密码已重置，请先设置自己的密码', changed: '密码已修改',
    people: '人员与权限', newAccount: '新建账号', name: '姓名', roles: '角色与辖区', state: '状态', lastSeen: '最近使用', openSessions: '登录中',
    locked: '已锁定', disabled: '已停用', inUse: '在用', disable: '停用', enable: '启用', unlock: '解锁', reset: '重置密码', signOutAll: '强制退出', changeRoles: '调整角色',
    role: '角色', region: '辖区', addRole: '增加角色', remove: '移除', done: '已办理', matrix: '各角色能做什么', loginRule: '小写字母、数字、点、横线，至少 2 位', firstPassword: '初始密码（首次登录须修改）',
    permission: {
      'figures.read': '看指标与看板', 'estates.read': '看小区', 'units.read': '看分户', 'units.act': '办理分户、更正小区', 'personal.open': '查看证件号码、电话',
      'ledgers.import': '导入台账', 'lists.export': '导出台账', 'reports.read': '看通报', 'reports.issue': '签发通报', 'staff.manage': '管理账号', 'audit.read': '看操作记录',
    },
  },
  {
    signIn: 'Sign in', login: 'Account', password: 'Password', wrong: 'Sign-in failed', lockedUntil: (time) => `The account is locked until ${time}; an administrator can unlock it`,
    current: 'Current password', fresh: 'New password', passwordRule: 'At least 10 characters, letters and digits or signs', mustChange: 'Set a password of your own first', changed: 'Password changed',
    people: 'People and permissions', newAccount: 'New account', name: 'Name', roles: 'Roles and jurisdiction', state: 'State', lastSeen: 'Last seen', openSessions: 'Signed in',
    locked: 'Locked', disabled: 'Disabled', inUse: 'In use', disable: 'Disable', enable: 'Enable', unlock: 'Unlock', reset: 'Reset password', signOutAll: 'Sign out everywhere', changeRoles: 'Change roles',
    role: 'Role', region: 'Region', addRole: 'Add a role', remove: 'Remove', done: 'Done', matrix: 'What each role may do', loginRule: 'Lower-case letters, digits, dot, dash; at least 2', firstPassword: 'First password (must be changed at first sign-in)',
    permission: {
      'figures.read': 'Read figures', 'estates.read': 'Read estates', 'units.read': 'Read units', 'units.act': 'Act on units, correct estates', 'personal.open': 'Open ID numbers and phones',
      'ledgers.import': 'Import ledgers', 'lists.export': 'Export lists', 'reports.read': 'Read bulletins', 'reports.issue': 'Issue bulletins', 'staff.manage': 'Manage accounts', 'audit.read': 'Read acts',
    },
  },
)
