import type { RoleGrant } from '#domain/staff/roles.ts'

/** Somebody who can sign in to the sample campaign. `region` is a code of GB/T 2260. */
export type SampleAccount = { login: string; name: string; roles: readonly RoleGrant[] }

/** The accounts of the sample campaign; passwords are made when it is loaded and stand nowhere in the source. */
export const sampleAccounts: readonly SampleAccount[] = [
  { login: 'administrator', name: '示例管理员', roles: [{ role: 'administrator', region: '141100' }] },
  { login: 'city-office', name: '示例市清零办', roles: [{ role: 'city_office', region: '141100' }] },
  { login: 'leader', name: '示例领导', roles: [{ role: 'leader', region: '141100' }] },
  { login: 'inspector', name: '示例监督员', roles: [{ role: 'inspector', region: '141100' }] },
  { login: 'fenyang-clerk', name: '示例汾阳经办', roles: [{ role: 'clerk', region: '141182' }] },
  { login: 'jiaokou-clerk', name: '示例交口经办', roles: [{ role: 'clerk', region: '141130' }] },
  { login: 'fangshan-clerk', name: '示例方山经办', roles: [{ role: 'clerk', region: '141128' }] },
  { login: 'fenyang-window', name: '示例汾阳窗口', roles: [{ role: 'window_clerk', region: '141182' }] },
]
