// node bench/_one.mjs contenders workloadRegex seconds
import { setScene } from './scene.mjs';
import { WORKLOADS } from './workloads.mjs';
import { CONTENDERS } from './contender.mjs';
const [names, re, secs='3', rounds='1'] = process.argv.slice(2);
const scene = await setScene();
const cs=[]; for (const n of names.split(',')) cs.push(await scene.start(CONTENDERS.find(c=>c.name===n)));
for (const w of WORKLOADS.filter(w=>new RegExp(re).test(w.name))) {
  const out={};
  for (const c of cs) await scene.measure(c,w,2);
  for (let r=0;r<+rounds;r++) for (const c of cs) { const m=await scene.measure(c,w,+secs); (out[c.name]??=[]).push(m.cpuMs); out[c.name].calls=m.calls; out[c.name].p50=m.p50Ms }
  const base=out.apollo?.toSorted((a,b)=>a-b)[+rounds>>1];
  console.log(w.name.slice(0,30).padEnd(30), Object.entries(out).map(([n,v])=>{const m=v.toSorted((a,b)=>a-b)[+rounds>>1];return `${n} ${m.toFixed(3)}${base?' '+(m/base).toFixed(3):''} c${v.calls.toFixed(1)} p50 ${v.p50.toFixed(1)}`}).join(' | '));
}
for (const c of cs) await c.stop();
await scene.stop();
