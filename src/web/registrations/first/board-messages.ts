import { words } from '../../platform/text.ts'

export const boardWords = words(
  {
    title: '公示栏张贴件',
    print: '打印',
    heading: '公　示',
    estate: '小区（项目）',
    location: '坐落',
    applicant: '申请人',
    matter: '公示事项',
    homes: '涉及房屋',
    count: (n: string) => `${n} 套`,
    building: (name: string, n: string) => `${/^\d+$/.test(name) ? `${name} 号楼` : name} ${n} 套`,
    basis: '依据',
    period: '公示期',
    from: (from: string, until: string, days: string) => `${from} 至 ${until}（${days}）`,
    dayKinds: { working: '个工作日', calendar: '天' },
    howToObject: (until: string) =>
      `权利受影响的单位和个人，可以在 ${until} 以前提出异议：用手机扫右边的二维码，或者带身份证和证明材料到登记窗口书面提出。提出异议后，公示和登记随即暂停，直到处理完毕。期满没有异议的，依法办理登记。`,
    ask: (name: string, phone: string) => `咨询：${name}　${phone}`,
    scan: '扫码看公示、提异议',
  },
  {
    title: 'Sheet for the board',
    print: 'Print',
    heading: 'Public notice',
    estate: 'Estate',
    location: 'Location',
    applicant: 'Applicant',
    matter: 'Matter',
    homes: 'Homes concerned',
    count: (n: string) => `${n} homes`,
    building: (name: string, n: string) => `building ${name}: ${n}`,
    basis: 'Basis',
    period: 'Period',
    from: (from: string, until: string, days: string) => `${from} to ${until} (${days})`,
    dayKinds: { working: ' working days', calendar: ' days' },
    howToObject: (until: string) =>
      `Whoever is touched in his rights may object until ${until}: scan the code with a phone, or come to the registration window with identity card and proof. Notice and registration then stand still until the objection is decided. Without one, the registration goes on when the period is over.`,
    ask: (name: string, phone: string) => `Questions: ${name} ${phone}`,
    scan: 'Scan to see it and to object',
  },
)
