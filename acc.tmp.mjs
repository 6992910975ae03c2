import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const axe = readFileSync('node_modules/axe-core/axe.min.js','utf8');
const browser = await chromium.launch({ executablePath:'/usr/bin/chromium', args:['--no-sandbox'] });
const shot = (p,n)=>p.screenshot({path:`/tmp/t/ops/${n}.png`});
const url='http://127.0.0.1:8600';
async function open(opts){ const c=await browser.newContext(opts); const p=await c.newPage(); p.on('console',m=>{if(['error','warning'].includes(m.type()))console.log('CONSOLE',m.type(),m.text())}); p.on('pageerror',e=>console.log('PAGEERR',e.message)); await p.goto(url); await p.waitForTimeout(2500); return p; }
const active=(p)=>p.evaluate(()=>{const a=document.activeElement; return a? `${a.tagName}#${a.id} "${(a.getAttribute('aria-label')||a.innerText||a.value||'').slice(0,50).replace(/\n/g,' ')}"`:'none'});
const axeRun=async(p,n)=>{await p.evaluate(axe); const r=await p.evaluate(()=>window.axe.run(document,{resultTypes:['violations','incomplete']})); console.log('AXE',n,r.violations.map(v=>v.id+': '+v.nodes.map(x=>x.html.slice(0,100)).slice(0,3).join(' | ')), 'incomplete', r.incomplete.map(v=>v.id+'×'+v.nodes.length));};
{
 const p=await open({viewport:{width:1280,height:800}});
 await shot(p,'desk');
 for(let i=0;i<14;i++){await p.keyboard.press('Tab'); console.log('TAB',await active(p));}
 await axeRun(p,'light');
 await p.context().close();
}
{
 const p=await open({viewport:{width:1280,height:800},colorScheme:'dark'});
 await axeRun(p,'dark'); await shot(p,'dark'); await p.context().close();
}
for(const [n,v] of [['phone',{width:390,height:844}],['side',{width:844,height:390}],['zoom400',{width:320,height:256}],['narrow',{width:320,height:640}]]){
 const p=await open({viewport:v,hasTouch:n!=='zoom400'});
 await shot(p,n);
 console.log(n, await p.evaluate(()=>({sw:document.documentElement.scrollWidth,iw:innerWidth,sh:document.documentElement.scrollHeight,conv:document.querySelector('#conversation').getBoundingClientRect().toJSON(),box:document.querySelector('#box').getBoundingClientRect().toJSON(),hdr:document.querySelector('header').getBoundingClientRect().height})));
 await p.click('#menu').catch(e=>console.log(n,'menu',e.message.split('\n')[0]));
 await p.waitForTimeout(500); await shot(p,n+'-menu');
 await p.keyboard.press('Escape'); await p.waitForTimeout(300);
 console.log(n,'menu expanded',await p.getAttribute('#menu','aria-expanded'), await active(p));
 await p.context().close();
}
await browser.close();
