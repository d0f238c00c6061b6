import { Button } from '@mantine/core'
import { useFormat, useText } from '../../i18n/use-text.ts'
import { Card } from '../Card.tsx'
import { ClauseTag } from '../ClauseTag.tsx'
import { Notice } from '../Notice.tsx'
import { Avatar, PersonName } from '../PersonName.tsx'
import { ProgressBar, ProgressRing } from '../Progress.tsx'
import { RichText } from '../RichText.tsx'
import { SavedState } from '../SavedState.tsx'
import { Boxes, Row, Split, Stack } from '../Stack.tsx'
import { StatusBadge } from '../StatusBadge.tsx'
import { Stepper } from '../Stepper.tsx'

const at = '2025-05-20T08:05:00Z'

/** Texts, cards, marks and measures. */
export function KitTexts() {
  const t = useText('kit')
  const format = useFormat()
  const person = { surname: t('person.surname'), givenName: t('person.given'), patronymic: t('person.patronymic') }
  return (
    <Stack gap="l">
      <Split
        aside={
          <>
            <Card tone="accent" title={t('card.accent')}>
              <p>{t('card.text')}</p>
              <ProgressBar value={0.45} label={t('progress')} note="9 / 20" />
              <Button fullWidth>{t('button.go-on')}</Button>
            </Card>
            <Card title={t('card.ring')}>
              <Row gap="m">
                <ProgressRing value={0.72} label={t('progress')} />
                <ProgressRing value={0.31} label={t('progress')} note="31" size={96} />
              </Row>
            </Card>
          </>
        }
      >
        <Card title={t('rich.title')} actions={<ClauseTag clause="R3.5a" />}>
          <RichText html={t('rich.html')} />
        </Card>
        <Boxes>
          <Card title={t('card.title')} note={t('card.note')} level={3} actions={<StatusBadge tone="good">{t('badge.good')}</StatusBadge>}>
            <p>{t('card.text')}</p>
          </Card>
          <Card title={t('card.warn')} tone="warn" level={3}>
            <p>{t('card.text')}</p>
          </Card>
        </Boxes>
      </Split>
      <Card title={t('dates')}>
        <ul>
          {[
            format.date(at),
            format.longDate(at),
            format.dayMonth(at),
            format.monthYear(at),
            format.dateTime(at),
            format.range(at, '2025-05-20T09:25:00Z'),
            format.weekday(at),
            format.number(42_500.5),
            format.money(4_250_000),
            format.percent(0.855),
            format.bytes(1_468_006),
            format.duration(5_400, 'long'),
          ].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Card>
      <Card title={t('marks')}>
        <Row>
          <StatusBadge>{t('badge.neutral')}</StatusBadge>
          <StatusBadge tone="info">{t('badge.info')}</StatusBadge>
          <StatusBadge tone="good">{t('badge.good')}</StatusBadge>
          <StatusBadge tone="warn">{t('badge.warn')}</StatusBadge>
          <StatusBadge tone="bad">{t('badge.bad')}</StatusBadge>
        </Row>
        <Row gap="m">
          <PersonName person={person} avatar />
          <PersonName person={person} style="short" to="/kit" />
          <Avatar person={person} size="m" />
        </Row>
        <Row gap="m">
          {(['waiting', 'saving', 'saved', 'failed', 'offline'] as const).map((state) => (
            <SavedState key={state} state={state} at={Date.parse(at)} />
          ))}
        </Row>
        <Stepper label={t('steps.label')} steps={[t('steps.one'), t('steps.two'), t('steps.three')]} current={1} />
        <Row>
          <Button>{t('button.main')}</Button>
          <Button variant="default">{t('button.other')}</Button>
          <Button variant="light">{t('button.light')}</Button>
          <Button variant="subtle">{t('button.quiet')}</Button>
          <Button color="red">{t('button.danger')}</Button>
          <Button disabled>{t('button.disabled')}</Button>
          <Button loading>{t('button.main')}</Button>
        </Row>
      </Card>
      <Stack>
        <Notice title={t('notice.info')}>{t('card.text')}</Notice>
        <Notice tone="good">{t('notice.good')}</Notice>
        <Notice tone="warn">{t('notice.warn')}</Notice>
        <Notice tone="bad" title={t('notice.bad')}>
          <ClauseTag clause="R4.2b" />
        </Notice>
      </Stack>
    </Stack>
  )
}
