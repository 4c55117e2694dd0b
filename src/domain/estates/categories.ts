/** Project categories 项目类别 of the campaign, in the order bulletins name them. */
export const categories = ['legacy', 'new_district', 'shantytown', 'new_build'] as const

export type Category = (typeof categories)[number]

/** What documents and exports call them. */
export const categoryNames = {
  legacy: '历史遗留',
  new_district: '新区新建',
  shantytown: '城区棚改',
  new_build: '开发新建',
} as const satisfies Record<Category, string>
