import { App, ConfigProvider, theme } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { platformWords } from './messages.ts'
import { type Language, LanguageContext } from './text.ts'

type Darkness = { isDark: boolean; setDark: (isDark: boolean) => void }
const DarknessContext = createContext<Darkness>({ isDark: false, setDark: () => {} })
export const useDarkness = () => useContext(DarknessContext)

/** Whether the system of the reader asks for less movement: then nothing zooms or slides. */
const wantsStillness = matchMedia('(prefers-reduced-motion: reduce)').matches

/** Quiet words and words of a state, each at least 4.5 : 1 against the grounds they stand on (WCAG 2.2, 1.4.3). */
const readableOnLight = {
  colorSuccess: '#237804',
  colorSuccessBg: '#f6ffed',
  colorSuccessBorder: '#b7eb8f',
  colorWarning: '#945800',
  colorWarningBg: '#fffbe6',
  colorWarningBorder: '#ffe58f',
  colorError: '#cf1322',
  colorErrorBg: '#fff2f0',
  colorErrorBorder: '#ffccc7',
  colorTextTertiary: 'rgba(0, 0, 0, 0.62)',
  colorTextPlaceholder: 'rgba(0, 0, 0, 0.58)',
}
const readableOnDark = {
  colorTextTertiary: 'rgba(255, 255, 255, 0.62)',
  colorTextPlaceholder: 'rgba(255, 255, 255, 0.56)',
}

/** Language and light of the whole product, kept in this browser. */
export function Appearance({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(localStorage.getItem('language') === 'en' ? 'en' : 'zh')
  const [isDark, setDark] = useState(localStorage.getItem('dark') === 'yes')
  useEffect(() => {
    localStorage.setItem('language', language)
    localStorage.setItem('dark', isDark ? 'yes' : 'no')
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.documentElement.dataset.dark = isDark ? 'yes' : 'no'
    document.title = platformWords[language].product
  }, [language, isDark])
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en')

  return (
    <LanguageContext value={{ language, setLanguage }}>
      <DarknessContext value={{ isDark, setDark }}>
        <ConfigProvider
          locale={language === 'zh' ? zhCN : enUS}
          theme={{
            algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
            token: {
              colorPrimary: isDark ? '#4096e8' : '#0b5cad',
              colorInfo: isDark ? '#4096e8' : '#0b5cad',
              ...(isDark ? readableOnDark : readableOnLight),
              borderRadius: 4,
              motion: !wantsStillness,
              fontFamily: '"Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif',
            },
            components: { Menu: { itemHeight: 34 } }, // so that a whole menu stands on one screen
            cssVar: { key: 'qingling', prefix: 'qingling' },
          }}
        >
          <App>{children}</App>
        </ConfigProvider>
      </DarknessContext>
    </LanguageContext>
  )
}
