import { writeFile } from 'node:fs/promises'
import { crc32, deflateRawSync } from 'node:zlib'

/** An entry of a made archive; everything a zip can say about itself may be said wrongly. */
export interface MadeEntry {
  name: string | Buffer
  content: string | Buffer
  stored?: boolean
  /** Unix mode, e.g. 0o120777 for a symbolic link. */
  mode?: number
  flags?: number
  /** Uncompressed size to claim. */
  claims?: number
}

/** Writes a zip by hand, hostile ones included (no packer makes those). */
export async function writeZip(path: string, entries: MadeEntry[]): Promise<string> {
  await writeFile(path, zipOf(entries))
  return path
}

export function zipOf(entries: MadeEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, stored = false, mode, flags = 0x800, claims } of entries) {
    const nameBytes = Buffer.isBuffer(name) ? name : Buffer.from(name)
    const raw = Buffer.isBuffer(content) ? content : Buffer.from(content)
    const body = stored ? raw : deflateRawSync(raw)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(stored ? 0 : 8, 4)
    common.writeUInt32LE(crc32(raw), 10)
    common.writeUInt32LE(body.length, 14)
    common.writeUInt32LE(claims ?? raw.length, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, nameBytes, body])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(((mode ?? 0o100644) << 16) >>> 0, 6)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 3]), common, tail, nameBytes]))
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, central, end])
}

/** A manifest of the given version around items and resources. */
export function manifestOf(version: string, items: string, resources: string, title = 'Программалоо негиздери'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p${version[2]}/imscp_v1p1" xmlns:lomimscc="http://ltsc.ieee.org/xsd/imsccv1p${version[2]}/LOM/manifest">
<metadata><schema>IMS Common Cartridge</schema><schemaversion>${version}</schemaversion>
<lomimscc:lom><lomimscc:general><lomimscc:title><lomimscc:string>${title}</lomimscc:string></lomimscc:title></lomimscc:general></lomimscc:lom></metadata>
<organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="root">${items}</item></organization></organizations>
<resources>${resources}</resources></manifest>`
}

/** A picture of one point. */
export const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

const choice = (profile: string, rights: string[], wrong: string[]): string => `<item ident="q-${profile}"><itemmetadata><qtimetadata>
<qtimetadatafield><fieldlabel>cc_profile</fieldlabel><fieldentry>cc.${profile}.v0p1</fieldentry></qtimetadatafield>
<qtimetadatafield><fieldlabel>cc_weighting</fieldlabel><fieldentry>2</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
<presentation><material><mattext texttype="text/html">&lt;p&gt;Суроо ${profile}&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;</mattext></material>
<response_lid ident="r" rcardinality="${rights.length > 1 ? 'Multiple' : 'Single'}"><render_choice>
${[...rights, ...wrong].map((id) => `<response_label ident="${id}"><material><mattext texttype="text/plain">Жооп ${id} &lt; 5</mattext></material></response_label>`).join('')}
</render_choice></response_lid></presentation>
<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>
<respcondition continue="No"><conditionvar><and>${rights.map((id) => `<varequal respident="r">${id}</varequal>`).join('')}${rights.length > 1 ? wrong.map((id) => `<not><varequal respident="r">${id}</varequal></not>`).join('') : ''}</and></conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing></item>`

const numeric = `<item ident="q-n"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>numerical_question</fieldentry></qtimetadatafield>
<qtimetadatafield><fieldlabel>points_possible</fieldlabel><fieldentry>3.0</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
<presentation><material><mattext texttype="text/html">&lt;p&gt;π?&lt;/p&gt;</mattext></material><response_str ident="response1" rcardinality="Single"><render_fib fibtype="Decimal"><response_label ident="answer1"/></render_fib></response_str></presentation>
<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes><respcondition continue="No"><conditionvar><or><varequal respident="response1">3.14</varequal><and><vargte respident="response1">3.13</vargte><varlte respident="response1">3.15</varlte></and></or></conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing></item>`

const essay = `<item ident="q-e"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel><fieldentry>cc.essay.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material><mattext>?</mattext></material></presentation></item>`

/** A test with every kind of question we know, and one that we do not. */
export const quiz = `<?xml version="1.0"?><questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="a" title="Тест 1"><qtimetadata><qtimetadatafield><fieldlabel>cc_maxattempts</fieldlabel><fieldentry>2</fieldentry></qtimetadatafield></qtimetadata>
<section ident="s">${choice('multiple_choice', ['b'], ['a', 'c'])}${choice('multiple_response', ['a', 'c'], ['b'])}${choice('true_false', ['true'], ['false'])}${numeric}${essay}</section></assessment></questestinterop>`

/** A cartridge with one of everything, in the given version. */
export function wholeCartridge(version: string): MadeEntry[] {
  const items = `<item identifier="i1"><title>1-бөлүм</title>
<item identifier="i11" identifierref="r-page"><title>Өзгөрмөлөр</title></item>
<item identifier="i12"><title>Кошумча</title><item identifier="i121" identifierref="r-file"><title>Таблица</title></item></item>
<item identifier="i13" identifierref="r-link"><title>Шилтеме</title></item>
<item identifier="i14" identifierref="r-topic"><title>Талкуу</title></item>
<item identifier="i15" identifierref="r-quiz"><title>Тест</title></item>
<item identifier="i16" identifierref="r-task"><title>Тапшырма</title></item>
<item identifier="i17" identifierref="r-lti"><title>Курал</title></item>
<item identifier="i18" identifierref="r-gone"><title>Жок</title></item></item>`
  const resources = `<resource identifier="r-page" type="webcontent" href="беттер/бет 1.html"><file href="беттер/бет 1.html"/><dependency identifierref="r-pic"/></resource>
<resource identifier="r-pic" type="webcontent" href="%D0%B1%D0%B5%D1%82%D1%82%D0%B5%D1%80/%D1%81%D2%AF%D1%80%D3%A9%D1%82.png"><file href="беттер/сүрөт.png"/></resource>
<resource identifier="r-file" type="webcontent" href="files/table.csv"><file href="files/table.csv"/></resource>
<resource identifier="r-link" type="imswl_xmlv1p${version[2]}"><file href="link.xml"/></resource>
<resource identifier="r-topic" type="imsdt_xmlv1p${version[2]}"><file href="topic.xml"/></resource>
<resource identifier="r-quiz" type="imsqti_xmlv1p2/imscc_xmlv1p${version[2]}/assessment"><file href="quiz.xml"/></resource>
<resource identifier="r-task" type="assignment_xmlv1p0"><file href="task.xml"/></resource>
<resource identifier="r-lti" type="imsbasiclti_xmlv1p0"><file href="lti.xml"/></resource>
<resource identifier="r-gone" type="webcontent" href="gone.html"><file href="gone.html"/></resource>`
  return [
    { name: 'imsmanifest.xml', content: manifestOf(`${version}.0`, items, resources) },
    {
      name: 'беттер/бет 1.html',
      content:
        '<html><head><title>Өзгөрмөлөр</title></head><body><h1>Өзгөрмө</h1><p onclick="x()">Ң<img src="с%D2%AFр%D3%A9т.png" alt="Сүрөт"><a href="../files/table.csv">файл</a><a href="#topic">ылдый</a></p><iframe src="https://video.example/1"></iframe><img src="https://other.example/a.png" alt="сырттан"><a href="../../../../etc/passwd">?</a></body></html>',
    },
    { name: 'беттер/сүрөт.png', content: picture },
    { name: 'files/table.csv', content: 'а,б\n1,2\n' },
    { name: 'link.xml', content: '<webLink xmlns="x"><title>Китеп</title><url href="https://example.org/book?a=1&amp;b=2"/></webLink>' },
    { name: 'topic.xml', content: '<topic xmlns="x"><title>Талкуу</title><text texttype="text/html">&lt;p&gt;Ойлоруңуз?&lt;/p&gt;</text></topic>' },
    { name: 'quiz.xml', content: quiz },
    {
      name: 'task.xml',
      content:
        '<assignment xmlns="x" identifier="t"><title>Тапшырма</title><text texttype="text/html">&lt;p&gt;Жазыңыз&lt;/p&gt;</text><gradable points_possible="15">true</gradable><submission_formats><format type="file"/></submission_formats></assignment>',
    },
    { name: 'lti.xml', content: '<cartridge_basiclti_link xmlns="x"><title>Курал</title></cartridge_basiclti_link>' },
  ]
}
