import { Button } from '@mantine/core'
import { useDeferredValue, useState, type ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { BlockMakerProps } from '../../web/lesson-blocks.ts'
import { longestFormula } from '../shared/expression.ts'
import { emptyPlot, faultOfPlot, plotLimits, readPlot, shapeKinds, type Plot, type PlotFault } from '../shared/plot.ts'
import { PlotBoard } from './PlotBoard.tsx'
import styles from './Plot.module.css'

const sides = ['left', 'top', 'right', 'bottom'] as const

/** Puts a plot into a lesson, or changes it: functions with parameters, points, shapes; what is written is drawn at once. */
export default function PlotMaker({ had, onInsert }: BlockMakerProps): ReactNode {
  const t = useText('courses-plots')
  const [plot, setPlot] = useState<Plot>(() => readPlot(had?.spec ?? undefined) ?? emptyPlot())
  const [looked, setLooked] = useState(false)
  const edit = (part: Partial<Plot>): void => setPlot({ ...plot, ...part })
  // while title and words are still to be written, the drawing is shown all the same
  const shown = useDeferredValue({ ...plot, title: plot.title || '–', alt: plot.alt || '–' })
  const fault = faultOfPlot(plot)
  const save = (): void => {
    setLooked(true)
    if (!fault) onInsert({ id: null, spec: JSON.stringify(plot) })
  }
  const wrong = (part: PlotFault['part'], at?: number): string | undefined =>
    fault?.part === part && (at === undefined || ('at' in fault && fault.at === at)) ? t(`faults.${part}`) : undefined
  return (
    <Stack>
      <TextField
        label={t('title')}
        required
        maxLength={plotLimits.title}
        value={plot.title}
        onChange={(title) => edit({ title })}
        error={looked ? wrong('title') : undefined}
      />
      <List
        title={t('functions')}
        hint={t('functions-hint')}
        most={plotLimits.functions}
        list={plot.functions}
        empty=""
        onChange={(functions) => edit({ functions })}
      >
        {(text, change, at) => (
          <TextField
            label={`${t('function')} ${at + 1}: y =`}
            maxLength={longestFormula}
            value={text}
            onChange={change}
            error={text.trim() || looked ? wrong('function', at) : undefined}
          />
        )}
      </List>
      <List
        title={t('sliders')}
        hint={t('sliders-hint')}
        most={plotLimits.sliders}
        list={plot.sliders}
        empty={{ name: 'abcdkm'[plot.sliders.length] ?? 'p', min: -5, max: 5, value: 1 }}
        onChange={(sliders) => edit({ sliders })}
      >
        {(one, change, at) => (
          <div className={styles['row']}>
            <TextField label={t('name')} maxLength={2} value={one.name} onChange={(name) => change({ ...one, name })} error={wrong('slider', at)} />
            {(['min', 'max', 'value'] as const).map((part) => (
              <NumberField key={part} label={t(part)} value={one[part]} onChange={(value) => change({ ...one, [part]: value ?? Number.NaN })} />
            ))}
          </div>
        )}
      </List>
      <List
        title={t('points')}
        most={plotLimits.points}
        list={plot.points}
        empty={{ name: 'ABCDEFGHKLMNPQRSTUVW'[plot.points.length] ?? 'Z', x: 0, y: 0, moves: 'free' as const }}
        onChange={(points) => edit({ points })}
      >
        {(one, change, at) => (
          <div className={styles['row']}>
            <TextField label={t('name')} maxLength={2} value={one.name} onChange={(name) => change({ ...one, name })} error={wrong('point', at)} />
            <NumberField label="x" value={one.x} onChange={(x) => change({ ...one, x: x ?? Number.NaN })} />
            <NumberField label="y" value={one.y} onChange={(y) => change({ ...one, y: y ?? Number.NaN })} />
            <SelectField
              label={t('moves')}
              value={String(one.moves)}
              onChange={(moves) => change({ ...one, moves: moves === 'free' || moves === 'fixed' ? moves : Number(moves) })}
              options={[
                { value: 'free', label: t('free') },
                { value: 'fixed', label: t('fixed') },
                ...plot.functions.map((_text, place) => ({ value: String(place), label: `${t('on-graph')} ${place + 1}` })),
              ]}
            />
          </div>
        )}
      </List>
      <List
        title={t('shapes')}
        hint={t('shapes-hint')}
        most={plotLimits.shapes}
        list={plot.shapes}
        empty={{ kind: 'segment' as const, points: plot.points.slice(0, 2).map(({ name }) => name) }}
        onChange={(shapes) => edit({ shapes })}
      >
        {(one, change, at) => (
          <div className={styles['row']}>
            <SelectField
              label={t('shape')}
              value={one.kind}
              onChange={(kind) => change({ ...one, kind: shapeKinds.find((known) => known === kind) ?? 'segment' })}
              options={shapeKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
            />
            <TextField
              label={t('of-points')}
              value={one.points.join(' ')}
              onChange={(text) =>
                change({
                  ...one,
                  points: text
                    .toUpperCase()
                    .split(/[\s,;]+/)
                    .filter((name, place, all) => name || place === all.length - 1),
                })
              }
              error={wrong('shape', at)}
            />
          </div>
        )}
      </List>
      <fieldset className={styles['group']}>
        <legend>{t('window')}</legend>
        <div className={styles['row']}>
          {sides.map((side, at) => (
            <NumberField
              key={side}
              label={t(side)}
              value={plot.box[at] ?? null}
              onChange={(value) => edit({ box: plot.box.map((one, place) => (place === at ? (value ?? Number.NaN) : one)) as Plot['box'] })}
              error={at === 0 ? wrong('box') : undefined}
            />
          ))}
        </div>
        <CheckField label={t('grid')} value={plot.grid} onChange={(grid) => edit({ grid })} />
      </fieldset>
      <TextField
        label={t('alt')}
        hint={t('alt-hint')}
        lines={2}
        required
        maxLength={plotLimits.alt}
        value={plot.alt}
        onChange={(alt) => edit({ alt })}
        error={looked ? wrong('alt') : undefined}
      />
      {faultOfPlot(shown) === null && <PlotBoard plot={shown} />}
      {looked && fault && <Notice tone="bad" title={t(`faults.${fault.part}`)} />}
      <Row>
        <Button onClick={save}>{t('insert')}</Button>
      </Row>
    </Stack>
  )
}

interface ListProps<One> {
  title: string
  hint?: string
  most: number
  list: readonly One[]
  /** What a new line begins with. */
  empty: One
  onChange: (list: One[]) => void
  children: (one: One, change: (one: One) => void, at: number) => ReactNode
}

function List<One>({ title, hint, most, list, empty, onChange, children }: ListProps<One>): ReactNode {
  const t = useText('courses-plots')
  return (
    <fieldset className={styles['group']}>
      <legend>{title}</legend>
      {hint && <p className={styles['soft']}>{hint}</p>}
      {list.map((one, at) => (
        <div key={at}>
          {children(one, (next) => onChange(list.map((old, place) => (place === at ? next : old))), at)}
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={`${t('remove')}: ${title} ${at + 1}`}
            onClick={() => onChange(list.filter((_old, place) => place !== at))}
          >
            {t('remove')}
          </Button>
        </div>
      ))}
      {list.length < most && (
        <div>
          <Button variant="default" size="compact-md" aria-label={`${t('add')}: ${title}`} onClick={() => onChange([...list, empty])}>
            {t('add')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
