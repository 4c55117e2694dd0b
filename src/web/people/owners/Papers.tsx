import { useContext } from 'react'
import type { OwnHome } from '#contract/owners.ts'
import { paperKinds } from '#domain/archives/paper-kinds.ts'
import { LanguageContext, useText } from '../../platform/text.ts'
import { Card } from '../platform/parts.tsx'
import { ownerWords } from './messages.ts'

type Paper = OwnHome['papers'][number]

/** What is to be brought, what is here already, and what a rule leaves out. */
export function Papers({ home: { papers } }: { home: OwnHome }) {
  const text = useText(ownerWords)
  if (papers.length === 0) return null
  const missing = papers.filter(({ standing }) => standing === 'missing')
  const held = papers.filter(({ standing }) => standing === 'held')
  const ruled = papers.filter(({ standing }) => standing !== 'missing' && standing !== 'held')
  return (
    <Card title={text.papers}>
      {missing.length === 0 ? <p>{text.papersAllHere}</p> : <PaperList title={text.papersNeed} papers={missing} />}
      <PaperList title={text.papersHave} papers={held} />
      <PaperList title={text.papersRuled} papers={ruled} />
      {missing.length > 0 && <p>{text.papersNote}</p>}
    </Card>
  )
}

function PaperList({ title, papers }: { title: string; papers: readonly Paper[] }) {
  const { language } = useContext(LanguageContext)
  if (papers.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {papers.map(({ paper }) => (
          <li key={paper}>{paperKinds[paper][language]}</li>
        ))}
      </ul>
    </>
  )
}
