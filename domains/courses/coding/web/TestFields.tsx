import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { testKinds, type CodingTest } from '../shared/coding.ts'
import { CodeEditor } from './CodeEditor.tsx'
import styles from './Coding.module.css'

interface Props {
  test: CodingTest
  number: number
  turn: number
  unnamed: boolean
  onChange: (part: Partial<CodingTest>) => void
  /** Null: the last one stays. */
  onRemove: (() => void) | null
}

/** One test of a task: by input and output, or by lines of Python. */
export function TestFields({ test, number, turn, unnamed, onChange, onRemove }: Props): ReactNode {
  const t = useText('courses-coding')
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minInlineSize: 0 }}>
      <legend className={styles['label']}>{t('form.test', { number })}</legend>
      <Stack>
        <div className={styles['pair']}>
          <TextField
            label={t('form.test-name')}
            maxLength={200}
            required
            value={test.name}
            onChange={(name) => onChange({ name })}
            error={unnamed ? t('form.fault.test-name') : undefined}
          />
          <SelectField
            label={t('form.test-kind')}
            value={test.kind}
            onChange={(kind) => onChange({ kind: kind as CodingTest['kind'] })}
            options={testKinds.map((value) => ({ value, label: t(`form.kind.${value}`) }))}
          />
          <NumberField
            label={t('form.points')}
            min={0}
            max={100}
            decimals={0}
            value={test.points}
            onChange={(points) => onChange({ points: points ?? 0 })}
          />
        </div>
        {test.kind === 'io' ? (
          <div className={`${styles['pair']} ${styles['own']}`}>
            <TextField
              label={t('form.test-input')}
              hint={t('form.test-input-hint')}
              lines={3}
              value={test.input}
              onChange={(input) => onChange({ input })}
            />
            <TextField
              label={t('form.test-expected')}
              hint={t('form.test-expected-hint')}
              lines={3}
              value={test.expected}
              onChange={(expected) => onChange({ expected })}
            />
          </div>
        ) : (
          <div>
            <p className={styles['label']}>{t('form.test-code')}</p>
            <p className={styles['soft']}>{t('form.test-code-hint')}</p>
            <CodeEditor label={`${t('form.test-code')} (${number})`} code={test.code} turn={turn} onChange={(code) => onChange({ code })} />
          </div>
        )}
        <CheckField label={t('form.hidden')} hint={t('form.hidden-hint')} value={test.hidden} onChange={(hidden) => onChange({ hidden })} />
        {onRemove && (
          <Row>
            <Button variant="subtle" color="red" aria-label={t('form.drop-test', { number })} onClick={onRemove}>
              {t('form.drop')}
            </Button>
          </Row>
        )}
      </Stack>
    </fieldset>
  )
}
