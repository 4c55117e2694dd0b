import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { type Language, LanguageContext, type Words } from '../../platform/text.ts'
import { peopleWords } from './messages.ts'

type Type = { isLarge: boolean; setLarge: (isLarge: boolean) => void }
const TypeContext = createContext<Type>({ isLarge: false, setLarge: () => {} })
export const useType = () => useContext(TypeContext)

/** Language and size of type, kept on this phone; `titles` are those of the program. */
export function Reading({
  children,
  titles = peopleWords,
}: {
  children: ReactNode
  titles?: Words<{ title: string }>
}) {
  const [language, setLanguage] = useState<Language>(localStorage.getItem('language') === 'en' ? 'en' : 'zh')
  const [isLarge, setLarge] = useState(localStorage.getItem('large') === 'yes')
  useEffect(() => {
    localStorage.setItem('language', language)
    localStorage.setItem('large', isLarge ? 'yes' : 'no')
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.documentElement.dataset.large = isLarge ? 'yes' : 'no'
    document.title = titles[language].title
  }, [language, isLarge, titles])
  return (
    <LanguageContext value={{ language, setLanguage }}>
      <TypeContext value={{ isLarge, setLarge }}>{children}</TypeContext>
    </LanguageContext>
  )
}
