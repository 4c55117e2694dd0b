/**
 * Ways to reach an owner. `isPersonal`: one owner is asked by one person, so that not meeting him says something of him;
 * a notice on a board does not.
 */
export const visitChannels = {
  visit: { zh: '入户走访', en: 'Visit', isPersonal: true },
  evening_visit: { zh: '晚间走访', en: 'Evening visit', isPersonal: true },
  phone: { zh: '电话', en: 'Phone', isPersonal: true },
  service_point: { zh: '临时服务点', en: 'Service point', isPersonal: true },
  wechat: { zh: '微信', en: 'WeChat', isPersonal: true },
  wechat_group: { zh: '微信群', en: 'WeChat group', isPersonal: false },
  notice_board: { zh: '公告栏', en: 'Notice board', isPersonal: false },
  short_video: { zh: '短视频', en: 'Short video', isPersonal: false },
  brochure: { zh: '宣传册', en: 'Brochure', isPersonal: false },
  message: { zh: '短信', en: 'Text message', isPersonal: false },
  portal: { zh: '业主网上自述', en: 'Owner’s own page', isPersonal: true },
} as const satisfies Record<string, { zh: string; en: string; isPersonal: boolean }>

export type VisitChannel = keyof typeof visitChannels

// Object.keys tells the keys of the constant above and nothing else
export const visitChannelCodes = Object.keys(visitChannels) as readonly VisitChannel[]
