import { type ReactNode, useContext } from 'react'
import { Link } from 'wouter'
import { useType } from '../../people/platform/Reading.tsx'
import { LanguageContext, useText } from '../../platform/text.ts'
import { visitWords } from '../messages.ts'

/** Head and body of every page of the visiting officer; `bar` tells what is only on this phone. */
export function Frame({ bar, children }: { bar?: ReactNode; children: ReactNode }) {
  const text = useText(visitWords)
  const { language, setLanguage } = useContext(LanguageContext)
  const { isLarge, setLarge } = useType()
  return (
    <>
      <a className="skip" href="#content">
        {text.skip}
      </a>
      <header>
        <Link href="/visit" className="title">
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
      {bar}
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}
