import type { MadeEntry } from '../import-course/cartridge.fixture.ts'

/** Small packages of every kind, as authoring tools would write them. Tests and browser tests stand on them. */

/** Every SCORM part: finds its runtime, shows what it knows, and reports by a button. */
function scormPage(newer: boolean): string {
  const [find, get, set, start, commit, end] = newer
    ? ['API_1484_11', 'GetValue', 'SetValue', 'Initialize', 'Commit', 'Terminate']
    : ['API', 'LMSGetValue', 'LMSSetValue', 'LMSInitialize', 'LMSCommit', 'LMSFinish']
  const [place, suspend, raw] = newer
    ? ['cmi.location', 'cmi.suspend_data', 'cmi.score']
    : ['cmi.core.lesson_location', 'cmi.suspend_data', 'cmi.core.score']
  const done = newer
    ? `api.${set}('cmi.score.scaled','0.8'); api.${set}('cmi.completion_status','completed'); api.${set}('cmi.success_status','passed')`
    : `api.${set}('cmi.core.lesson_status','completed')`
  return `<!doctype html><meta charset="utf-8"><title>SCO</title><h1>Сабак</h1><p id="where"></p><p id="kept"></p><p id="entry"></p>
<button id="next" onclick="next()">Next</button><button id="finish" onclick="finish()">Finish</button>
<script>
var api=null, at=window; while(at && !api){ api=at.${find}||null; if(at===at.parent) break; at=at.parent }
api.${start}('')
function show(){ document.getElementById('where').textContent='page '+(api.${get}('${place}')||'0'); document.getElementById('kept').textContent=api.${get}('${suspend}'); document.getElementById('entry').textContent=api.${get}('${newer ? 'cmi.entry' : 'cmi.core.entry'}') }
function next(){ var page=Number(api.${get}('${place}')||'0')+1; api.${set}('${place}',String(page)); api.${set}('${suspend}','answers:'+page); ${newer ? `api.${set}('cmi.completion_status','incomplete')` : `api.${set}('cmi.core.lesson_status','incomplete')`}; api.${set}('${newer ? 'cmi.exit' : 'cmi.core.exit'}','suspend'); api.${commit}(''); show() }
function finish(){ api.${set}('${raw}.raw','80'); api.${set}('${raw}.min','0'); api.${set}('${raw}.max','100'); ${done}; api.${commit}(''); api.${end}('') }
show()
</script>`
}

export function scorm12({ manifest, sco = scormPage(false) }: { manifest?: string; sco?: string } = {}): MadeEntry[] {
  return [
    { name: 'imsmanifest.xml', content: manifest ?? scorm12Manifest },
    { name: 'first/index.html', content: sco },
    { name: 'shared/note.html', content: '<h1>Эскертме</h1>' },
  ]
}

const scorm12Manifest = `<?xml version="1.0"?>
<manifest identifier="m" version="1.2" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Коопсуздук</title>
<item identifier="i1" identifierref="r1"><title>Биринчи бөлүк</title><adlcp:masteryscore>70</adlcp:masteryscore><adlcp:datafromlms>level=2</adlcp:datafromlms></item>
</organization></organizations>
<resources><resource identifier="r1" type="webcontent" adlcp:scormtype="sco" href="first/index.html"><file href="first/index.html"/></resource></resources></manifest>`

export function scorm2004(): MadeEntry[] {
  return [
    {
      name: 'imsmanifest.xml',
      content: `<?xml version="1.0"?>
<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Физика</title>
<item identifier="top"><title>Механика</title>
<item identifier="a" identifierref="ra" parameters="?part=1"><title>Кинематика</title></item>
<item identifier="b" identifierref="rb"><title>Эскертме</title></item></item>
</organization></organizations>
<resources><resource identifier="ra" type="webcontent" adlcp:scormType="sco" href="a.html"/>
<resource identifier="rb" type="webcontent" adlcp:scormType="asset" href="b.html"/></resources></manifest>`,
    },
    { name: 'a.html', content: scormPage(true) },
    { name: 'b.html', content: '<h1>Эскертме</h1>' },
  ]
}

/**
 * An H5P content with a library of a few lines; it reports its answer as H5P's own question types do.
 * @param folder of its library: with the version, as H5P's editor writes it, or without
 */
export function h5p({ library = true, folder = 'H5P.Tiny-1.0' } = {}): MadeEntry[] {
  const entries: MadeEntry[] = [
    {
      name: 'h5p.json',
      content: JSON.stringify({
        title: 'Суроо',
        language: 'ky',
        mainLibrary: 'H5P.Tiny',
        embedTypes: ['iframe'],
        preloadedDependencies: [{ machineName: 'H5P.Tiny', majorVersion: '1', minorVersion: '0' }],
      }),
    },
    { name: 'content/content.json', content: JSON.stringify({ question: 'Эки жана эки?' }) },
  ]
  if (!library) return entries
  return [
    ...entries,
    {
      name: `${folder}/library.json`,
      content: JSON.stringify({
        machineName: 'H5P.Tiny',
        title: 'Tiny',
        majorVersion: 1,
        minorVersion: 0,
        patchVersion: 0,
        runnable: 1,
        preloadedJs: [{ path: 'tiny.js' }],
      }),
    },
    {
      name: `${folder}/tiny.js`,
      content: `H5P.Tiny=(function($){function Tiny(params,id,extras){H5P.EventDispatcher.call(this);var self=this;self.params=params;self.tries=(extras&&extras.previousState&&extras.previousState.tries)||0;
self.attach=function($box){ $box.html('<p>'+params.question+'</p><p id="tries"></p><button id="answer">4</button>'); var show=function(){ $box.find('#tries').text('tries '+self.tries) }; show();
$box.find('#answer').on('click',function(){ self.tries+=1; show(); self.triggerXAPIScored(3,4,'completed',true,true) }) };
self.getCurrentState=function(){ return {tries:self.tries} } }
Tiny.prototype=Object.create(H5P.EventDispatcher.prototype);Tiny.prototype.constructor=Tiny;
Tiny.prototype.triggerXAPIScored=function(score,max,verb,completion,success){var event=this.createXAPIEventTemplate(verb);event.setScoredResult(score,max,this,completion,success);this.trigger(event)};
Tiny.prototype.createXAPIEventTemplate=function(verb){var event=new H5P.XAPIEvent();event.setActor();event.setVerb(verb);event.setObject(this);event.setContext(this);return event};
return Tiny})(H5P.jQuery);`,
    },
  ]
}

export function cmi5({ url = 'au/index.html?x=1', moveOn = 'CompletedOrPassed' } = {}): MadeEntry[] {
  return [
    {
      name: 'cmi5.xml',
      content: `<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
<course id="https://example.org/course"><title><langstring lang="ky">Химия</langstring></title><description><langstring lang="ky">.</langstring></description></course>
<block id="https://example.org/block"><title><langstring lang="ky">Бөлүм</langstring></title>
<au id="https://example.org/au1" moveOn="${moveOn}" masteryScore="0.6"><title><langstring lang="ky">Атомдор</langstring></title><url>${url}</url><launchParameters>go</launchParameters></au></block>
</courseStructure>`,
    },
    { name: 'au/index.html', content: '<h1>AU</h1>' },
  ]
}

export function tincan(): MadeEntry[] {
  return [
    {
      name: 'tincan.xml',
      content: `<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities><activity id="https://example.org/tin" type="http://adlnet.gov/expapi/activities/course"><name>Тин</name><launch lang="en-us">story.html</launch></activity></activities></tincan>`,
    },
    { name: 'story.html', content: '<h1>Story</h1>' },
  ]
}

/** Pages in one folder, with the rubbish that packers add. */
export function html(page = '<h1>Барак</h1>'): MadeEntry[] {
  return [
    { name: 'site/index.html', content: page },
    { name: 'site/part/style.css', content: 'h1{color:green}' },
    { name: '__MACOSX/site/._index.html', content: 'x' },
  ]
}
