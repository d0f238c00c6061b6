import type { PackageFiles } from './files.ts'

const most = 1_000_000

/**
 * An H5P package with every library in a folder named after its version, as the player looks for it. H5P allows folders named after
 * the library alone as well (H5P's own validator: «machineName or machineName-majorVersion.minorVersion»).
 */
export async function withVersionedLibraries(files: PackageFiles): Promise<PackageFiles> {
  if (!files.has('h5p.json')) return files
  const folders = new Map<string, string>()
  for (const name of files.names) {
    const folder = /^([\w.-]+)\/library\.json$/.exec(name)?.[1]
    if (!folder) continue
    const versioned = await versionedName(files, folder)
    if (versioned && versioned !== folder && !files.has(`${versioned}/library.json`)) folders.set(folder, versioned)
  }
  if (folders.size === 0) return files
  const before = new Map(files.names.map((name) => [renamed(name, folders), name]))
  const own = (name: string): string => before.get(name) ?? name
  return {
    names: [...before.keys()],
    has: (name) => before.has(name),
    read: (name) => files.read(own(name)),
    inArchive: (name) => files.inArchive(own(name)),
  }
}

function renamed(name: string, folders: Map<string, string>): string {
  const [folder = '', ...rest] = name.split('/')
  return rest.length > 0 ? [folders.get(folder) ?? folder, ...rest].join('/') : name
}

/** Null for what is no library's folder; a broken description is told by who reads the package. */
async function versionedName(files: PackageFiles, folder: string): Promise<string | null> {
  try {
    const text = await files.read(`${folder}/library.json`)
    if (text.length > most) return null
    const about = JSON.parse(text.toString('utf8').replace(/^\uFEFF/, '')) as Record<string, unknown>
    const [name, major, minor] = [about['machineName'], about['majorVersion'], about['minorVersion']].map((one) => String(one ?? ''))
    return name === folder && /^\d+$/.test(major ?? '') && /^\d+$/.test(minor ?? '') ? `${name}-${major}.${minor}` : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
