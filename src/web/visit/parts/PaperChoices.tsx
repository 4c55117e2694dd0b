import { useContext } from 'react'
import { type PaperKind, paperKinds } from '#domain/archives/paper-kinds.ts'
import { LanguageContext } from '../../platform/text.ts'

type PaperChoicesProps = {
  label: string
  papers: readonly PaperKind[]
  chosen: readonly PaperKind[]
  onChange: (chosen: PaperKind[]) => void
}

/** Which papers there are, several at once. */
export function PaperChoices({ label, papers, chosen, onChange }: PaperChoicesProps) {
  const { language } = useContext(LanguageContext)
  return (
    <fieldset className="field several">
      <legend>{label}</legend>
      {papers.map((paper) => (
        <label key={paper} className="choice">
          <input
            type="checkbox"
            checked={chosen.includes(paper)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, paper] : chosen.filter((other) => other !== paper))
            }
          />
          <span>{paperKinds[paper][language]}</span>
        </label>
      ))}
    </fieldset>
  )
}
