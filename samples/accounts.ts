import type { RoleGrant } from '#domain/staff/roles.ts'

/** Somebody who can sign in to the sample campaign. `region` is a code of GB/T 2260. */
export type SampleAccount = {
  login: string
  name: string
  roles: readonly RoleGrant[]
  /** The office it works for: its liaison signs in with it, or a person of its own where the office has none. */
  office?: { county: string; name: string }
}

/** The accounts of the sample campaign; passwords are made when it is loaded and stand nowhere in the source. */
export const sampleAccounts: readonly SampleAccount[] = [
  { login: 'administrator', name: '示例管理员', roles: [{ role: 'administrator', region: '141100' }] },
  { login: 'city-office', name: '示例市清零办', roles: [{ role: 'city_office', region: '141100' }] },
  { login: 'leader', name: '示例领导', roles: [{ role: 'leader', region: '141100' }] },
  { login: 'inspector', name: '示例监督员', roles: [{ role: 'inspector', region: '141100' }] },
  {
    login: 'fenyang-clerk',
    name: '示例汾阳经办',
    roles: [{ role: 'clerk', region: '141182' }],
    office: { county: '141182', name: '汾阳市清零行动办公室' },
  },
  { login: 'fenyang-checker', name: '示例汾阳复核', roles: [{ role: 'clerk', region: '141182' }] },
  {
    login: 'fenyang-housing',
    name: '示例汾阳住建',
    roles: [{ role: 'officer', region: '141182' }],
    office: { county: '141182', name: '汾阳市住房和城乡建设局' },
  },
  {
    login: 'fenyang-tax',
    name: '示例汾阳税务',
    roles: [{ role: 'officer', region: '141182' }],
    office: { county: '141182', name: '汾阳市税务局' },
  },
  {
    login: 'fenyang-visitor',
    name: '示例汾阳包联',
    roles: [{ role: 'visiting_officer', region: '141182' }],
    office: { county: '141182', name: '汾阳市不动产登记中心' },
  },
  {
    login: 'jiaokou-clerk',
    name: '示例交口经办',
    roles: [{ role: 'clerk', region: '141130' }],
    office: { county: '141130', name: '交口县清零行动办公室' },
  },
  {
    login: 'fangshan-clerk',
    name: '示例方山经办',
    roles: [{ role: 'clerk', region: '141128' }],
    office: { county: '141128', name: '方山县清零行动办公室' },
  },
  { login: 'fenyang-window', name: '示例汾阳窗口', roles: [{ role: 'window_clerk', region: '141182' }] },
  { login: 'fenyang-registrar', name: '示例汾阳审核', roles: [{ role: 'registrar', region: '141182' }] },
  { login: 'fenyang-developer', name: '示例汾阳开发企业', roles: [{ role: 'developer', region: '141182' }] },
  {
    login: 'fenyang-second-visitor',
    name: '示例汾阳走访',
    roles: [{ role: 'visiting_officer', region: '141182' }],
    office: { county: '141182', name: '汾阳市不动产登记中心' },
  },
  { login: 'fenyang-surveyor', name: '示例汾阳测绘', roles: [{ role: 'surveyor', region: '141182' }] },
]
