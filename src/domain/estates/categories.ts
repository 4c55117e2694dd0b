/** Project categories 项目类别 of the campaign, in the order bulletins name them. */
export const categories = ['legacy', 'new_district', 'shantytown', 'new_build'] as const

export type Category = (typeof categories)[number]
