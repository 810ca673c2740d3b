import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { setScene } from './scene.mjs';
import { WORKLOADS } from './workloads.mjs';
import { CONTENDERS } from './contender.mjs';
const [re, n='45', name='pagergraph'] = process.argv.slice(2);
const scene = await setScene();
for (const w of WORKLOADS.filter(w=>new RegExp(re).test(w.name))) {
  const folder = mkdtempSync('/tmp/hot/prof-');
  const c = await scene.start(CONTENDERS.find(c=>c.name===name), ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval','500']);
  const t0=performance.now(); await scene.measure(c,w,2); const skip=c.startMs+performance.now()-t0;
  const m = await scene.measure(c,w,4); await c.stop();
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(folder+'/'+readdirSync(folder)[0],'utf8'));
  const F=f=>`${f.functionName||'(anon)'} ${f.url.replace(/^.*\/(?:node_modules|dist)\//,'')}:${f.lineNumber+1}`;
  const byId=new Map(nodes.map(x=>[x.id,x])); const parent=new Map(); for(const x of nodes) for(const ch of x.children??[]) parent.set(ch,x.id);
  const self=new Map(), incl=new Map(); let all=0, at=0;
  samples.forEach((id,i)=>{ at+=timeDeltas[i]; const fn=F(byId.get(id).callFrame); if(fn.startsWith('(idle)')||at<skip*1000) return; all+=timeDeltas[i]; self.set(fn,(self.get(fn)??0)+timeDeltas[i]); const seen=new Set(); for(let p=id;p;p=parent.get(p)){const g=F(byId.get(p).callFrame); if(!seen.has(g)){seen.add(g);incl.set(g,(incl.get(g)??0)+timeDeltas[i]);}} });
  const show=m=>[...m].sort((a,b)=>b[1]-a[1]).slice(0,+n).map(([k,v])=>(100*v/all).toFixed(1).padStart(5)+' '+k).join('\n');
  const grp=new Map(); for(const [k,v] of self){ const m=/ (\S*):\d+$/.exec(k)?.[1]??""; const g=m===""?"(native) "+k.split(" ")[0]:m.startsWith("node:")?m.replace(/(node:[^/]+(?:\/[^/]+)?).*/,"$1"):m.split("/").slice(0,2).join("/"); grp.set(g,(grp.get(g)??0)+v);} console.log("-- groups\n"+show(grp));
  console.log(`## ${w.name} cpu ${m.cpuMs.toFixed(3)} busy ${(all/1e6).toFixed(2)}s\n-- self\n${show(self)}\n-- incl\n${show(incl)}`); rmSync(folder,{recursive:true});
}
await scene.stop();
