import { type ReactNode, useContext } from 'react'
import { Link } from 'wouter'
import { LanguageContext, useText, type Words } from '../../platform/text.ts'
import { useType } from './Reading.tsx'

type FrameWords = Record<'title' | 'skip' | 'largeType' | 'usualType' | 'otherLanguage', string>

type FrameProps = {
  words: Words<FrameWords>
  /** Where the title leads. */
  home: string
  /** What stands between head and body of every page. */
  bar?: ReactNode
  foot?: ReactNode
  children: ReactNode
}

/** Head and body of every page of a light program: of owners and the public, and of the visiting officer. */
export function Frame({ words, home, bar, foot, children }: FrameProps) {
  const text = useText(words)
  const { language, setLanguage } = useContext(LanguageContext)
  const { isLarge, setLarge } = useType()
  return (
    <>
      <a className="skip" href="#content">
        {text.skip}
      </a>
      <header>
        <Link href={home} className="title">
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
      {foot}
    </>
  )
}
