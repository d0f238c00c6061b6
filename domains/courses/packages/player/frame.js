// HTML pages and parts that speak for themselves over xAPI: nothing to do but to show them.
'use strict'
portalLine.start((launch) => {
  portalLine.open(launch)
  return null
})
