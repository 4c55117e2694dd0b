import { type InputHTMLAttributes, type ReactNode, useId } from 'react'
import { useText } from '../../platform/text.ts'
import { peopleWords } from './messages.ts'

/** A matter of its own on a page, with its heading. */
export function Card({ title, children, id }: { title?: string; children: ReactNode; id?: string }) {
  const heading = useId()
  return (
    <section className="card" {...(id && { id })} {...(title && { 'aria-labelledby': heading })}>
      {title && <h2 id={heading}>{title}</h2>}
      {children}
    </section>
  )
}

type Told = { name: string; label: string; hint?: string | undefined; error?: string | undefined }
type FieldProps = Told & {
  value: string
  onChange: (value: string) => void
  /** More than one line to write in. */
  lines?: number
  /** A list to choose one from, instead of writing. */
  options?: readonly { value: string; label: string }[]
} & Pick<
    InputHTMLAttributes<HTMLInputElement>,
    'type' | 'inputMode' | 'autoComplete' | 'maxLength' | 'min' | 'max' | 'required'
  >

/** One thing to fill in: label above, hint beneath it, what is wrong tied to it. */
export function Field({ name, label, hint, error, value, onChange, lines, options, ...given }: FieldProps) {
  const { id, tied } = useTied(hint, error)
  const shared = {
    id,
    name,
    value,
    'aria-invalid': error !== undefined,
    ...tied,
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value),
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && <p id={`${id}-hint`}>{hint}</p>}
      {options && (
        <select {...shared} required={given.required}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
      {!options && lines && <textarea {...shared} rows={lines} maxLength={given.maxLength} required={given.required} />}
      {!options && !lines && <input {...shared} {...given} />}
      <Wrong id={id} error={error} />
    </div>
  )
}

type Choice<Value extends string> = { value: Value; label: string; hint?: string }

/** One of a few, all of them in sight, each large enough for a thumb. */
export function Choices<Value extends string>({
  name,
  label,
  hint,
  error,
  value,
  onChange,
  choices,
}: Told & { value: Value | null; onChange: (value: Value) => void; choices: readonly Choice<Value>[] }) {
  const { id, tied } = useTied(hint, error)
  return (
    <fieldset className="field" {...tied}>
      <legend>{label}</legend>
      {hint && <p id={`${id}-hint`}>{hint}</p>}
      {choices.map((choice) => (
        <label key={choice.value} className="choice">
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            aria-invalid={error !== undefined}
            onChange={() => onChange(choice.value)}
          />
          <span>
            {choice.label}
            {choice.hint && <small>{choice.hint}</small>}
          </span>
        </label>
      ))}
      <Wrong id={id} error={error} />
    </fieldset>
  )
}

type FileFieldProps = Told & {
  file: File | null
  onChange: (file: File | null) => void
  /** Photos only, or papers in PDF too. */
  accept?: 'photo' | 'photo_or_pdf'
}

/** A photo from the camera or a file from the phone; photos are made smaller here, so that they go through a slow line. */
export function FileField({ name, label, hint, error, file, onChange, accept = 'photo' }: FileFieldProps) {
  const text = useText(peopleWords)
  const { id, tied } = useTied(hint, error)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && <p id={`${id}-hint`}>{hint}</p>}
      <div className="file">
        <input
          id={id}
          name={name}
          type="file"
          accept={accept === 'photo' ? 'image/*' : 'image/*,application/pdf'}
          aria-invalid={error !== undefined}
          {...tied}
          onChange={async ({ target }) => onChange(target.files?.[0] ? await shrunk(target.files[0]) : null)}
        />
        <span aria-hidden>{accept === 'photo' ? text.takePhoto : text.takePhotoOrFile}</span>
      </div>
      {file && (
        <p role="status">
          {text.chosen} {file.name} · {Math.ceil(file.size / 1024)} KB
        </p>
      )}
      <Wrong id={id} error={error} />
    </div>
  )
}

const longestSide = 1600

/** The photo with its longer side cut down to 1,600 points, or the file as it is where it is no photo this phone can read. */
async function shrunk(file: File): Promise<File> {
  const photo = await createImageBitmap(file).catch(() => null)
  if (!photo) return file
  const scale = Math.min(1, longestSide / Math.max(photo.width, photo.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(photo.width * scale)
  canvas.height = Math.round(photo.height * scale)
  canvas.getContext('2d')?.drawImage(photo, 0, 0, canvas.width, canvas.height)
  photo.close()
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
  return blob && blob.size < file.size
    ? new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' })
    : file
}

/** Something the page has to say; a warning is read out at once. */
export function Say({
  tone = 'info',
  title,
  children,
}: {
  tone?: 'info' | 'good' | 'warn' | 'bad'
  title?: string
  children?: ReactNode
}) {
  return (
    <div className="say" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      {title && <strong>{title}</strong>}
      {children}
    </div>
  )
}

export type StepShown = { title: string; state: 'done' | 'now' | 'later'; on?: string | undefined; text?: string }

/** A way through steps: what is done, where one stands, what comes later. */
export function Steps({ steps }: { steps: readonly StepShown[] }) {
  const text = useText(peopleWords)
  return (
    <ol className="steps">
      {steps.map(({ title, state, on, text: words }) => (
        <li key={title} data-state={state} {...(state === 'now' && { 'aria-current': 'step' })}>
          <strong>{title}</strong> <span className="state">{text.stepStates[state]}</span>
          {on && <span className="on">{on}</span>}
          {words && <p>{words}</p>}
        </li>
      ))}
    </ol>
  )
}

/** Something is under way. */
export function Busy() {
  const text = useText(peopleWords)
  return (
    <p className="busy" role="status">
      {text.busy}
    </p>
  )
}

/** Terms with their values. */
export function Facts({ facts }: { facts: readonly { term: string; value: ReactNode }[] }) {
  return (
    <dl className="facts">
      {facts.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The buttons of a form or card; the first is the one most people want (`className="main"`). */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="actions">{children}</div>
}

function Wrong({ id, error }: { id: string; error: string | undefined }) {
  return error === undefined ? null : (
    <p id={`${id}-error`} className="wrong">
      {error}
    </p>
  )
}

/** The id of a control, and by which of its texts it is described. */
function useTied(hint: string | undefined, error: string | undefined) {
  const id = useId()
  const texts = [error !== undefined && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return { id, tied: texts === '' ? {} : { 'aria-describedby': texts } }
}
