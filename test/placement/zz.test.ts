import { it } from "vitest";
import { detectable, studentsNeeded } from "../../src/placement/power.js";
const rules={testedStudents:30,heldBackInBoth:10,expectedHeldBack:5,placedRatio:{numerator:4,denominator:5},riskRatio:{numerator:2,denominator:1},gap:{numerator:1,denominator:20},falseDiscoveryRate:.05};
it("t",()=>{ for(const [a,b] of [[48,705],[377,376],[244,509],[1000,16000],[8000,9000]] as const){ const d={qualified:a,othersQualified:b,othersRate:.15,tests:9}; let t=process.cpuUsage().user; const r=detectable(d,rules); const t1=process.cpuUsage().user-t; t=process.cpuUsage().user; const n=studentsNeeded({...d,qualified:Math.min(a,20)},rules); process.stderr.write(JSON.stringify({a,b,r,t1:t1/1e3,n,t2:(process.cpuUsage().user-t)/1e3})+"\n"); } },100000);
