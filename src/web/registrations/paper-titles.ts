import { paperKinds } from '#domain/archives/paper-kinds.ts'

const titles: Readonly<Record<string, { zh: string } | undefined>> = paperKinds

/** What a paper is called in a list that is told to people, whatever the language of the page. */
const paperTitle = (paper: string): string => titles[paper]?.zh ?? paper

/** Everything that is missing of an application, to be told at once. */
export const missingTitles = (papers: readonly { paper: string; standing: string }[]): string[] =>
  papers.filter(({ standing }) => standing === 'missing').map(({ paper }) => paperTitle(paper))
