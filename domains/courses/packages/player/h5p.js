// H5P through h5p-standalone. Its state is asked of the running content now and then; results come as xAPI events.
'use strict'
portalLine.start(async (launch) => {
  const { root, facts } = portalLine
  const place = document.getElementById('place')
  const started = Date.now()
  let reached = { ...launch.report }
  let state = launch.state?.h5p ?? null
  await new H5PStandalone.H5P(place, {
    id: launch.attemptId ?? 'look',
    h5pJsonPath: root.replace(/\/$/, ''),
    frameJs: facts.h5p.js,
    frameCss: facts.h5p.css,
    xAPIObjectIRI: `urn:uuid:${launch.sessionId}`,
    fullScreen: false,
    saveFreq: 3600,
    ...(state === null ? {} : { contentUserData: [{ state: JSON.stringify(state) }] }),
  })
  const frame = place.querySelector('iframe')
  const core = () => frame?.contentWindow?.H5P ?? window.H5P
  const ownState = () => {
    const now = core()?.instances?.[0]?.getCurrentState?.()
    return now === undefined || now === null ? null : now
  }
  core().externalDispatcher.on('xAPI', (event) => {
    const { statement } = event.data
    // Questions inside a content speak too; only the whole one has no parent.
    if (statement.context?.contextActivities?.parent?.length) return portalLine.changed()
    const { result, verb } = statement
    const word = verb.id.split('/').at(-1)
    if (word === 'attempted' && reached.completion === 'not-attempted') reached = { ...reached, completion: 'incomplete' }
    const { scaled, raw, min = 0, max } = result?.score ?? {}
    const score = typeof scaled === 'number' ? scaled : typeof raw === 'number' && max > min ? (raw - min) / (max - min) : null
    if (score !== null) reached = { ...reached, score: Math.min(1, Math.max(0, score)) }
    if (result?.completion === true || word === 'completed' || word === 'answered' || word === 'passed' || word === 'failed')
      reached = { ...reached, completion: 'completed' }
    if (typeof result?.success === 'boolean') reached = { ...reached, success: result.success ? 'passed' : 'failed' }
    portalLine.changed()
  })
  setInterval(() => {
    const now = ownState()
    if (now === null || JSON.stringify(now) === JSON.stringify(state)) return
    state = now
    portalLine.report()
  }, 3000)
  place.style.height = 'auto'
  const tellHeight = () => portalLine.height(Math.ceil(frame ? frame.getBoundingClientRect().height : place.scrollHeight))
  if (frame) new ResizeObserver(tellHeight).observe(frame)
  tellHeight()
  return () => {
    state = ownState() ?? state
    return { ...reached, seconds: Math.round((Date.now() - started) / 1000), ...(state === null ? {} : { state: { h5p: state } }) }
  }
})
