// The SCORM runtime (scorm-again) where a package looks for it: in the window above its own.
'use strict'
portalLine.start((launch) => {
  const newer = portalLine.facts.kind === 'scorm2004'
  const settings = { autocommit: false, logLevel: 5, lmsCommitUrl: false, sendFullCommit: true, autoProgress: false }
  const api = newer ? new Scorm2004API(settings) : new Scorm12API(settings)
  const started = Date.now()
  const kept = launch.state?.cmi ?? null
  try {
    api.loadFromJSON(newer ? begin2004(launch, kept) : begin12(launch, kept), 'cmi')
  } catch (error) {
    // a state that this version of the runtime does not take: begin anew rather than not at all
    console.warn(error)
    api.reset()
    api.loadFromJSON(newer ? begin2004(launch, null) : begin12(launch, null), 'cmi')
  }
  const names = newer ? ['Initialize', 'SetValue', 'Commit', 'Terminate'] : ['LMSInitialize', 'LMSSetValue', 'LMSCommit', 'LMSFinish']
  const [, set, commit, end] = names
  const after = { [set]: portalLine.changed, [commit]: portalLine.report, [end]: portalLine.finished }
  for (const name of names) {
    const run = api[name].bind(api)
    api[name] = (...given) => {
      const answer = run(...given)
      after[name]?.()
      return answer
    }
  }
  window[newer ? 'API_1484_11' : 'API'] = api
  portalLine.open(launch)
  return () => {
    const { cmi } = api.renderCMIToJSONObject()
    const reached = newer ? reached2004(cmi, launch) : reached12(cmi, launch)
    return { ...reached, seconds: Math.round((Date.now() - started) / 1000), state: { cmi } }
  }
})

function begin12(launch, kept) {
  const { core = {}, ...rest } = kept ?? {}
  const { session_time: _time, exit: _exit, ...own } = core
  const { percent } = masteryOf(launch)
  return {
    ...rest,
    core: {
      ...own,
      student_id: launch.learner.id,
      student_name: launch.learner.name,
      entry: kept ? 'resume' : 'ab-initio',
      credit: launch.attemptId ? 'credit' : 'no-credit',
      lesson_mode: launch.attemptId ? 'normal' : 'browse',
      total_time: clock(launch.secondsBefore),
    },
    launch_data: launch.unit.launchData ?? '',
    student_data: {
      ...(percent === null ? {} : { mastery_score: String(percent) }),
      ...(launch.unit.maxTime ? { max_time_allowed: launch.unit.maxTime } : {}),
      ...(launch.unit.timeLimitAction ? { time_limit_action: launch.unit.timeLimitAction } : {}),
    },
  }
}

function begin2004(launch, kept) {
  const { session_time: _time, exit: _exit, ...own } = kept ?? {}
  return {
    ...own,
    learner_id: launch.learner.id,
    learner_name: launch.learner.name,
    entry: kept ? 'resume' : 'ab-initio',
    credit: launch.attemptId ? 'credit' : 'no-credit',
    mode: launch.attemptId ? 'normal' : 'browse',
    total_time: `PT${launch.secondsBefore}S`,
    launch_data: launch.unit.launchData ?? '',
    ...(launch.unit.mastery === null ? {} : { scaled_passing_score: String(launch.unit.mastery) }),
    ...(launch.unit.maxTime ? { max_time_allowed: launch.unit.maxTime } : {}),
    ...(launch.unit.timeLimitAction ? { time_limit_action: launch.unit.timeLimitAction } : {}),
  }
}

function reached12(cmi, launch) {
  const { core = {} } = cmi
  const status = core.lesson_status ?? ''
  const score = share(core.score)
  const { percent } = masteryOf(launch)
  const judged = percent !== null && score !== null && (status === 'completed' || status === 'passed' || status === 'failed')
  return {
    completion:
      status === 'completed' || status === 'passed' ? 'completed' : status === '' || status === 'not attempted' ? 'not-attempted' : 'incomplete',
    success: judged ? (score * 100 >= percent ? 'passed' : 'failed') : status === 'passed' || status === 'failed' ? status : 'unknown',
    score,
  }
}

function reached2004(cmi, launch) {
  const scaled = Number.parseFloat(cmi.score?.scaled)
  const score = Number.isFinite(scaled) ? Math.min(1, Math.max(0, scaled)) : share(cmi.score)
  const { mastery } = launch.unit
  const said = cmi.success_status === 'passed' || cmi.success_status === 'failed' ? cmi.success_status : 'unknown'
  return {
    completion: cmi.completion_status === 'completed' ? 'completed' : cmi.completion_status === 'incomplete' ? 'incomplete' : 'not-attempted',
    success: mastery !== null && Number.isFinite(scaled) ? (scaled >= mastery ? 'passed' : 'failed') : said,
    score,
  }
}

/** Raw points as a share of 1; packages that give no bounds mean percent. */
function share(score) {
  const [raw, min, max] = [score?.raw, score?.min, score?.max].map((text) => Number.parseFloat(text))
  if (!Number.isFinite(raw)) return null
  const low = Number.isFinite(min) ? min : 0
  const high = Number.isFinite(max) ? max : 100
  return high > low ? Math.min(1, Math.max(0, (raw - low) / (high - low))) : null
}

function masteryOf(launch) {
  return { percent: launch.unit.mastery === null ? null : launch.unit.mastery * 100 }
}

/** Seconds as SCORM 1.2 writes them: `0012:34:56`. */
function clock(seconds) {
  const two = (value) => String(value).padStart(2, '0')
  return `${String(Math.floor(seconds / 3600)).padStart(4, '0')}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
