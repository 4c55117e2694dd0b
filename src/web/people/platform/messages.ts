import { words } from '../../platform/text.ts'

export const peopleWords = words(
  {
    title: '房产证办理查询',
    office: '清零行动办公室',
    largeType: '大字版',
    usualType: '标准字号',
    otherLanguage: 'English',
    skip: '跳到正文',
  },
  {
    title: 'Where is my certificate',
    office: 'Clearance office',
    largeType: 'Large type',
    usualType: 'Usual type',
    otherLanguage: '中文',
    skip: 'Skip to content',
  },
)
