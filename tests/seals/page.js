/* Runs the script of verify.html as the page holds it, without a browser. The page is opened once by http: and
   once by file:; each line of standard input names which of them is asked and gives its data files, and is answered
   with one line of JSON: the verdict (good, bad, or the error that no reader would see) and the texts checked. */
'use strict';
const fs = require('fs'), vm = require('vm'), readline = require('readline');
const html = fs.readFileSync(process.argv[2], 'utf8');
const program = new vm.Script(/<script>(\(function[^]*?)<\/script>/.exec(html)[1]);
const listed = [...html.matchAll(/<li id="[^"]*" data-period="([^"]*)" data-digest="([^"]*)">/g)].map((found) => [found[1], found[2]]);

function element(attributes) {
  const note = { className: '', textContent: '' }, heard = {};
  return {
    hidden: true, className: '', textContent: '', value: '', children: [], dataset: {}, files: [],
    getAttribute: (name) => attributes[name], querySelector: () => note,
    addEventListener: (name, listener) => { heard[name] = listener; }, heard,
  };
}

let files;

function open(protocol) {
  const ids = {}, jobs = [];
  const said = element({});
  said.dataset = new Proxy({}, { get: (_, name) => name });
  for (const name of ['_d', '_s', '_p', '_c', '_f', '_b']) ids[name] = element({});
  ids._v = said;
  ids._s.dataset = new Proxy({}, { get: (_, name) => name });
  ids._s.children = listed.map(([period, digest]) => element({ 'data-period': period, 'data-digest': digest }));
  const world = vm.createContext({
    location: { protocol, hash: '' },
    setTimeout: (job) => jobs.push(job),
    addEventListener() {},
    XMLHttpRequest: class {
      open(_, path) { this.path = path; }
      send() {
        const data = files[this.path];
        this.status = data === undefined ? 404 : 200;
        if (data !== undefined) this.response = Uint8Array.from(Buffer.from(data, 'base64')).buffer;
        this.onload();
      }
    },
    document: {
      getElementById: (id) => ids[id],
      createElement: () => ({}),
      body: {
        appendChild(script) {
          const data = files[script.src];
          if (data === undefined) return script.onerror();
          /* What a browser does with a script in UTF-8; one with an error changes nothing, but was loaded. */
          try { vm.runInContext(new TextDecoder().decode(Buffer.from(data, 'base64')), world, { timeout: 1000 }); } catch (broken) { /* as in a browser */ }
          return script.onload();
        },
      },
    },
  });
  world.window = world;
  program.runInContext(world);
  return () => {
    said.className = '';
    ids._b.heard.click();
    while (jobs.length) jobs.shift()();
    return { verdict: verdictOf(said), texts: world.SEALS };
  };
}

function verdictOf(said) {
  return said.className === 'verdict good' ? 'good' : said.className === 'verdict bad' ? 'bad' : 'silent';
}

const pages = { 'http:': open('http:'), 'file:': open('file:') };

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const asked = JSON.parse(line);
  files = asked.files;
  let answer;
  try { answer = pages[asked.protocol](); } catch (error) { answer = { verdict: `error ${error}`, texts: {} }; }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
