import { moveOnRules, type PackageUnit } from '../shared/package.ts'
import { all, attribute, one, readXml, words, type Xml } from '../../import-course/xml.ts'
import { placeOf, refuse, type PackageFiles } from './files.ts'
import type { Recognised } from './recognise.ts'

/** Reads a cmi5 course structure: its assignable units in the order of the document. @throws 422 */
export async function readCmi5(files: PackageFiles): Promise<Recognised> {
  const structure = one(readXml(await files.read('cmi5.xml'), 'cmi5.xml'), 'courseStructure')
  if (!structure || !one(structure, 'course')) throw refuse('cmi5-broken')
  const units = unitsIn(files, structure, [])
  if (units.length === 0) throw refuse('no-parts')
  return { kind: 'cmi5', title: textOf(one(structure, 'course', 'title')), units }
}

function unitsIn(files: PackageFiles, of: Xml, under: string[]): PackageUnit[] {
  if (under.length > 20) throw refuse('cmi5-broken')
  const own = all(of, 'au').map((au) => readUnit(files, au, under))
  return [...own, ...all(of, 'block').flatMap((block) => unitsIn(files, block, [...under, textOf(one(block, 'title'))]))]
}

function readUnit(files: PackageFiles, au: Xml, under: string[]): PackageUnit {
  const activity = attribute(au, 'id')
  const url = words(au, 'url')
  if (!activity || !url) throw refuse('cmi5-broken')
  const moveOn = moveOnRules.find((rule) => rule === attribute(au, 'moveOn')) ?? 'NotApplicable'
  const mastery = attribute(au, 'masteryScore') === '' ? Number.NaN : Number(attribute(au, 'masteryScore'))
  const launchData = words(au, 'launchParameters')
  return {
    id: activity.slice(0, 300),
    activity,
    title: textOf(one(au, 'title')),
    under,
    ...placeOf(files, url),
    moveOn,
    ...(mastery >= 0 && mastery <= 1 ? { mastery } : {}),
    ...(launchData ? { launchData } : {}),
  }
}

/** Reads a `tincan.xml`: the activity that has a launch address. @throws 422 */
export async function readTincan(files: PackageFiles): Promise<Recognised> {
  const activities = all(one(readXml(await files.read('tincan.xml'), 'tincan.xml'), 'tincan', 'activities'), 'activity')
  const found = activities.find((each) => words(each, 'launch') !== '')
  if (!found) throw refuse('no-parts')
  const title = words(found, 'name')
  const activity = attribute(found, 'id') || 'urn:package'
  return { kind: 'xapi', title, units: [{ id: activity.slice(0, 300), activity, title, under: [], ...placeOf(files, words(found, 'launch')) }] }
}

function textOf(title: Xml | undefined): string {
  return all(title, 'langstring')[0]?.['#text']?.toString() ?? ''
}
