// The peer: js-x-ray as its own documentation calls it, one analyser for each file, one thread.
import { readFileSync } from "node:fs";
import { AstAnalyser } from "@nodesecure/js-x-ray";

const [list, rounds] = process.argv.slice(2);
const files = readFileSync(list, "utf8").trim().split("\n").map((file) => [file, readFileSync(file, "utf8")]);
const bytes = files.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0);
const failed = new Map();

for (let round = 1; round <= Number(rounds); round++) {
  const cpu = process.cpuUsage();
  const wall = performance.now();
  for (const [file, text] of files) {
    try {
      new AstAnalyser().analyse(text);
    } catch (error) {
      failed.set(file, String(error).split("\n")[0]);
    }
  }
  const used = process.cpuUsage(cpu);
  const seconds = (used.user + used.system) / 1e6;
  const clock = (performance.now() - wall) / 1e3;
  console.log(`peer  round ${round}  ${bytes} bytes  cpu ${seconds.toFixed(2)} s  wall ${clock.toFixed(2)} s`
    + `  ${(bytes / 1e6 / seconds).toFixed(2)} MB/s cpu  ${(bytes / 1e6 / clock).toFixed(2)} MB/s wall`);
}
for (const [file, reason] of failed) {
  console.log(`peer  failed on ${file.replace(/^.*\/files\//, "")}: ${reason}`);
}
console.log(`peer  peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
