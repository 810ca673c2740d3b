// node bench/_fix.mjs names regex warmOps ops : CPU per op for fixed op counts
import { readFileSync } from 'node:fs';
import { Pool } from 'undici';
import { setScene } from './scene.mjs';
import { WORKLOADS } from './workloads.mjs';
import { CONTENDERS } from './contender.mjs';
const [names, re, warm='2000', ops='2000', prof] = process.argv.slice(2);
const cpu=pid=>{const f=readFileSync(`/proc/${pid}/stat`,'utf8').split(') ')[1].split(' ');return (+f[11]+ +f[12])*10;};
const scene = await setScene();
async function drive(c,w,n){ const pool=new Pool(c.origin,{connections:16}); const vars=w.variables(scene.account); let i=0; const k=w.identical??1;
  const one=async(v)=>{const r=await pool.request({method:'POST',path:'/graphql',headers:{'content-type':'application/json'},body:JSON.stringify({query:w.query,variables:v})}); const t=await r.body.text(); if(i<3&&t.includes('"errors"'))throw new Error(t.slice(0,300));};
  const t0=cpu(c.pid); let done=0; await Promise.all(Array.from({length:16},async()=>{ while(done<n){ const v=vars[i++%vars.length]; if(k>1){ done+=k; await Promise.all(Array.from({length:k},()=>one(v))); } else { done++; await one(v);} } })); const t=cpu(c.pid)-t0; await pool.close(); return t/n; }
for (const w of WORKLOADS.filter(w=>new RegExp(re).test(w.name))) {
  const out={};
  await scene.measure({origin:'http://127.0.0.1:1',pid:process.pid},{query:'',variables:()=>[{}],latencyMs:w.latencyMs},0).catch(()=>{});
  for (const n of names.split(',')) { const c=await scene.start(CONTENDERS.find(c=>c.name===n)); await drive(c,w,+warm); const a=await drive(c,w,+ops); const b=await drive(c,w,+ops); out[n]=Math.min(a,b); await c.stop(); }
  console.log(w.name.slice(0,30).padEnd(30), Object.entries(out).map(([n,v])=>`${n} ${v.toFixed(3)}${out.apollo?' '+(v/out.apollo).toFixed(3):''}`).join(' | '));
}
await scene.stop();
