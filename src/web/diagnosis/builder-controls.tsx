import { Button, Checkbox, Select } from 'antd'
import type { ActionProps, NotToggleProps, VersatileSelectorProps } from 'react-querybuilder'

/** A button of the builder. */
export function BuilderButton({ label, title, handleOnClick, disabled }: ActionProps) {
  return (
    <Button
      size="small"
      title={title ?? ''}
      aria-label={title ?? ''}
      disabled={disabled ?? false}
      onClick={(event) => handleOnClick(event)}
    >
      {label}
    </Button>
  )
}

type Choice = { name: string; label: string }
type ChoiceGroup = { label: string; options: Choice[] }

/** A choice of the builder among many facts, found by typing. */
export function Chooser({ value, options, title, className, handleOnChange, disabled }: VersatileSelectorProps) {
  const groups = options as unknown as (Choice | ChoiceGroup)[] // as ConditionBuilder gives them
  return (
    <Select
      className={className ?? ''}
      aria-label={title}
      value={value ?? null}
      disabled={disabled ?? false}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={groups.map((one) =>
        'options' in one ? { label: one.label, title: one.label, options: one.options.map(optionOf) } : optionOf(one),
      )}
      onChange={(chosen) => handleOnChange(chosen ?? '')}
      style={{ minWidth: 120, maxWidth: 260 }}
    />
  )
}

const optionOf = ({ name, label }: Choice) => ({ value: name, label })

export function NotSwitch({ checked, label, title, handleOnChange }: NotToggleProps) {
  return (
    <Checkbox checked={checked ?? false} title={title ?? ''} onChange={({ target }) => handleOnChange(target.checked)}>
      {label}
    </Checkbox>
  )
}
