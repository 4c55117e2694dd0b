import { useContext } from 'react'
import { type PaperKind, paperKinds } from '#domain/archives/paper-kinds.ts'
import { LanguageContext } from '../../platform/text.ts'

/** What a kind of paper is called in the reader's language. */
export function usePaperTitle(): (paper: PaperKind) => string {
  const { language } = useContext(LanguageContext)
  return (paper) => paperKinds[paper][language]
}
