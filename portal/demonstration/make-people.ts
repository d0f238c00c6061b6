import type { Chance } from './chance.ts'
import { femaleNames, maleNames, roots } from './data/names.ts'

export interface MadePerson {
  id: string
  surname: string
  givenName: string
  patronymic: string | null
  sex: 'female' | 'male'
  birthDate: string
  personalNumber: string
  phone: string
  universityNumber: string
  citizenship: string
}

const used = new Set<string>()

/**
 * A believable person: name in the customs of the country (endings -ов/-ова, or «уулу»/«кызы»), a personal number that
 * agrees with sex and birth date, a phone of the form +996.
 */
export function makePersonData(chance: Chance, number: string, bornFrom: number, bornTo: number): MadePerson {
  const sex = chance.happens(0.5) ? 'female' : 'male'
  const female = sex === 'female'
  let surname = ''
  let givenName = ''
  let patronymic: string | null = null
  for (let tries = 0; tries < 50; tries++) {
    givenName = chance.pick(female ? femaleNames : maleNames)
    const root = chance.pick(roots)
    const father = chance.pick(roots)
    // In the newer custom the father's name is the surname and there is no patronymic.
    const newCustom = chance.happens(0.22)
    surname = newCustom ? `${root} ${female ? 'кызы' : 'уулу'}` : `${withEnding(root)}${female ? 'а' : ''}`
    patronymic = newCustom ? null : `${withEnding(father)}${female ? 'на' : 'ич'}`
    if (!used.has(`${surname} ${givenName} ${patronymic}`)) break
  }
  used.add(`${surname} ${givenName} ${patronymic}`)
  const [year, month, day] = [chance.whole(bornFrom, bornTo), chance.whole(1, 12), chance.whole(1, 28)]
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    id: chance.id(),
    surname,
    givenName,
    patronymic,
    sex,
    birthDate: `${year}-${two(month)}-${two(day)}`,
    personalNumber: `${female ? 1 : 2}${two(day)}${two(month)}${year}${String(chance.whole(0, 99_999)).padStart(5, '0')}`,
    phone: `+996${chance.pick(['555', '700', '707', '770', '772', '777', '990', '995'])}${String(chance.whole(0, 999_999)).padStart(6, '0')}`,
    universityNumber: number,
    citizenship: 'KG',
  }
}

/**
 * A name with -ов or -ев as it is written: «Асан» → «Асанов», «Кенжебай» → «Кенжебаев» (й is dropped), «Сатыбалды» →
 * «Сатыбалдиев» (ы becomes и), «Бердибек» → «Бердибеков».
 */
export function withEnding(root: string): string {
  if (/[йь]$/.test(root)) return `${root.slice(0, -1)}ев`
  if (/[ыи]$/.test(root)) return `${root.slice(0, -1)}иев`
  return `${root}${/[еэ]$/.test(root) ? 'ев' : 'ов'}`
}

/** Forgets the names given so far; a new demonstration begins the same way. */
export function forgetNames(): void {
  used.clear()
}
