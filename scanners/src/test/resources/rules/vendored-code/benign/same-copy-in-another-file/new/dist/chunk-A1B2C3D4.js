// node_modules/lettera/index.js
function boundary(seed) {
  return "----part-" + seed.toString(36).padStart(12, "0");
}
function foldLine(line, width) {
  const out = [];
  while (line.length > width) {
    out.push(line.slice(0, width));
    line = " " + line.slice(width);
  }
  out.push(line);
  return out.join("\n");
}

export { foldLine };
