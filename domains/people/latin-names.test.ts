import { expect, it } from 'vitest'
import { cyrillicSpellings, mostSpellings } from './latin-names.ts'
import { prefixQuery } from './name-search.ts'

/** Names as people type them, and as they are written in the register. */
const typed: [string, string][] = [
  ['osmonov', 'осмонов'],
  ['omurbekova', 'өмүрбекова'],
  ['ömürbek', 'өмүрбек'],
  ['jeenbekov', 'жээнбеков'],
  ['zheenbekov', 'жээнбеков'],
  ['sooronbai', 'сооронбай'],
  ['sooronbay', 'сооронбай'],
  ['chyngyz', 'чыңгыз'],
  ['chingiz', 'чыңгыз'],
  ['aigul', 'айгүл'],
  ['aygul', 'айгүл'],
  ['syimyk', 'сыймык'],
  ['eldiiar', 'элдияр'],
  ['eldiyar', 'элдияр'],
  ['olga', 'ольга'],
  ['juliia', 'юлия'],
  ['iuliia', 'юлия'],
  ['yuliya', 'юлия'],
  ['khadicha', 'хадича'],
  ['hadicha', 'хадича'],
  ['toktogulov', 'токтогулов'],
  ['abdyldaev', 'абдылдаев'],
  ['abdyldayev', 'абдылдаев'],
  ['satybaldieva', 'сатыбалдиева'],
  ['usonov', 'үсөнов'],
  ['tsoi', 'цой'],
  ['tsoy', 'цой'],
  ['dzhumabekov', 'жумабеков'],
  ['jumabekov', 'жумабеков'],
  ['ermek', 'эрмек'],
  ['egor', 'егор'],
  ['shcherbakova', 'щербакова'],
  ['aisuluu', 'айсулуу'],
  ['kyzy', 'кызы'],
  ['uulu', 'уулу'],
  ['maltsev', 'мальцев'],
  ['begimai', 'бегимай'],
]

it.each(typed)('%s is read as %s', (latin, cyrillic) => {
  expect(cyrillicSpellings(latin)).toContain(cyrillic)
})

/** The usual ways to write each letter; every mixture of them is a spelling that somebody uses. */
const ways: Record<string, string[]> = {
  ж: ['zh', 'j'],
  й: ['i', 'y'],
  х: ['kh', 'h'],
  ю: ['yu', 'iu'],
  я: ['ya', 'ia'],
  ө: ['o', 'ö'],
  ү: ['u', 'ü'],
  ң: ['n', 'ng'],
  ы: ['y'],
  ч: ['ch'],
  ш: ['sh'],
  э: ['e'],
}
const plain: Record<string, string> = { а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', з: 'z', и: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o' }
Object.assign(plain, { п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', ц: 'ts' })

function allWays(name: string): string[] {
  return [...name].reduce<string[]>(
    (found, letter) => found.flatMap((head) => (ways[letter] ?? [plain[letter] ?? '']).map((one) => head + one)),
    [''],
  )
}

const names = ['азамат', 'жаныбек', 'өмүрбек', 'үсөн', 'чыңгыз', 'адинай', 'айжамал', 'акылай', 'нурайым', 'жылдыз', 'асанова', 'бакиев', 'токтобаев', 'хасанов', 'сыдыков', 'шаршенова', 'күмүшай', 'юсупов', 'зияев', 'эсенгул'] // prettier-ignore

it.each(names)('%s is found whichever way it is written', (name) => {
  for (const latin of allWays(name)) expect(cyrillicSpellings(latin), latin).toContain(name)
})

it('every beginning of a name finds it, and the number of spellings is bounded', () => {
  for (const [latin] of typed) {
    for (let length = 1; length <= latin.length; length++) {
      const found = cyrillicSpellings(latin.slice(0, length))
      expect(found.length).toBeGreaterThan(0)
      expect(found.length).toBeLessThanOrEqual(mostSpellings)
      expect(new Set(found).size).toBe(found.length)
    }
  }
  expect(cyrillicSpellings('uououououououououououououu').length).toBe(mostSpellings)
})

it('leaves other words alone', () => {
  expect(cyrillicSpellings('осмонов')).toEqual([])
  expect(cyrillicSpellings('osmonов')).toEqual([])
  expect(cyrillicSpellings('b2')).toEqual([])
  expect(prefixQuery('bak асан')).toBe('(bak:* | бак:*) & асан:*')
  expect(prefixQuery("Mal'")).toMatch(/^\(mal:\* \| мал:\* \| маль:\*\)$/)
})
