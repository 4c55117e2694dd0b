import { type ReactNode, useContext } from 'react'
import { Link } from 'wouter'
import { LanguageContext, useText } from '../../platform/text.ts'
import { peopleWords } from './messages.ts'
import { useType } from './Reading.tsx'

/** Head and body of every page for owners and the public. */
export function Frame({ children }: { children: ReactNode }) {
  const text = useText(peopleWords)
  const { language, setLanguage } = useContext(LanguageContext)
  const { isLarge, setLarge } = useType()
  return (
    <>
      <a className="skip" href="#content">
        {text.skip}
      </a>
      <header>
        <Link href="/people" className="title">
          {text.title}
        </Link>
        <nav>
          <button type="button" aria-pressed={isLarge} onClick={() => setLarge(!isLarge)}>
            {isLarge ? text.usualType : text.largeType}
          </button>
          <button type="button" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
            {text.otherLanguage}
          </button>
        </nav>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer>{text.office}</footer>
    </>
  )
}
