import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const axe = readFileSync('node_modules/axe-core/axe.min.js','utf8');
const browser = await chromium.launch({ executablePath:'/usr/bin/chromium', args:['--no-sandbox'] });
const c=await browser.newContext({viewport:{width:1280,height:800}}); const p=await c.newPage(); p.on('console',m=>{if(['error','warning'].includes(m.type()))console.log('CONSOLE',m.type(),m.text(),m.location().url)}); p.on('pageerror',e=>console.log('PAGEERR',e.message));
p.on('response',r=>{ if(r.status()>=400) console.log('HTTP',r.status(),r.url())});
await p.goto('http://127.0.0.1:8600'); await p.waitForTimeout(3000);
const active=()=>p.evaluate(()=>{const a=document.activeElement; return a? `${a.tagName}#${a.id} "${(a.getAttribute('aria-label')||a.innerText||a.value||'').slice(0,60).replace(/\n/g,' ')}"`:'none'});
const axeRun=async(n)=>{await p.evaluate(axe); const r=await p.evaluate(()=>window.axe.run(document,{resultTypes:['violations']})); console.log('AXE',n,JSON.stringify(r.violations.map(v=>v.id+': '+v.nodes.map(x=>x.html.slice(0,140)).slice(0,3).join(' | '))));};
let before='';
for(let i=0;i<22;i++){
  const step=await p.evaluate(()=>{const s=document.querySelector('#step');return s.hidden?'(hidden)':s.innerText});
  console.log('STEP',i,step.replace(/\n/g,' '), '| as', await p.$eval('#as',e=>e.value), '| place', await p.$eval('#place-title',e=>e.innerText));
  if(step==='(hidden)') break;
  if(step===before){ console.log('  not moved on'); }
  before=step;
  const controls=await p.$$('#step a, #step button');
  for(const k of controls){ 
    const t=await k.evaluate(e=>e.tagName+':'+e.innerText.slice(0,70)).catch(()=>'gone');
    if(t==='gone') continue;
    await k.focus().catch(()=>{}); await p.keyboard.press('Enter'); await p.waitForTimeout(1200);
    console.log('   pressed',t,'→ focus',await active());
  }
  const text=await p.$eval('#text',e=>e.value).catch(()=>'');
  if(text){ await p.focus('#text'); await p.keyboard.press('Enter'); await p.waitForTimeout(2500); console.log('   sent; focus',await active()); 
    const open=await p.$eval('#dialog',d=>d.open); if(open){console.log('   DIALOG',(await p.$eval('#dialog',d=>d.innerText)).slice(0,200).replace(/\n/g,' / ')); await axeRun('dialog'); await p.keyboard.press('Escape');}
    const err=await p.$eval('#error',e=>e.hidden?'':e.innerText); if(err)console.log('   ERROR',err);
  } else if(step===before){
    // press the first button of the last message named in the step
  }
  if(i===1||i===5||i===9) await axeRun('step'+i);
}
await p.screenshot({path:'/tmp/t/ops/walk.png'});
await browser.close();
