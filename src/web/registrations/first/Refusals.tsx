import { Alert } from 'antd'
import { useContext } from 'react'
import type { FirstRefusal, ShownPaper } from '#contract/first-registration-shapes.ts'
import { LanguageContext } from '../../platform/text.ts'
import { englishOf } from './refusal-words.ts'

type RefusalsProps = { title: string; refusals: readonly FirstRefusal[]; papers: readonly ShownPaper[] }

/** Everything that stands in the way, each in a sentence. */
export function Refusals({ title, refusals, papers }: RefusalsProps) {
  const { language } = useContext(LanguageContext)
  if (refusals.length === 0) return null
  const titles = new Map(papers.map(({ requirement, titleEn }) => [requirement, titleEn]))
  return (
    <Alert
      type="warning"
      showIcon
      message={title}
      description={
        <ol style={{ margin: 0, paddingInlineStart: 20 }}>
          {refusals.map((refusal) => (
            <li key={`${refusal.code} ${refusal.words}`}>
              {language === 'en' ? englishOf(refusal, titles) : refusal.words}
            </li>
          ))}
        </ol>
      }
    />
  )
}
