// The sheet of targets: a block pasted into a cell fills from there, the sums follow,
// Enter and the arrows go from line to line. Without it the page works by its form.
const sheet = document.querySelector("[data-sheet]");
const status = document.querySelector("#sheet-status");
const lines = [...(sheet?.tBodies[0].rows ?? [])];
const cells = (line) => [...line.cells].slice(2); // after the code and the name
const box = (cell) => cell?.querySelector("input");

function number(text) {
  const plain = text.trim();
  return /^(\d+|\d{1,3}([. ]\d{3})+)$/.test(plain) ? Number(plain.replace(/[. ]/g, "")) : null;
}

const shown = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ".");
const value = (cell) => number(box(cell)?.value ?? cell?.textContent ?? "");

function gap(total, body) {
  if (body === null) return "chưa có";
  if (total === body) return "✓ khớp";
  return total > body ? `▲ vượt ${shown(total - body)}` : `✗ còn thiếu ${shown(body - total)}`;
}

function addUp() {
  const sums = [...sheet.querySelectorAll("[data-sum]")];
  const gaps = [...sheet.querySelectorAll("[data-gap]")];
  sums.forEach((sum, column) => {
    const total = lines.slice(1).reduce((all, line) => all + (value(cells(line)[column]) ?? 0), 0);
    sum.textContent = shown(total);
    gaps[column].textContent = gap(total, value(cells(lines[0])[column]));
  });
}

function put(input, text) {
  input.value = text;
  input.classList.toggle("changed", text !== input.dataset.seen);
}

// Rows and columns of a block; Excel ends the last line with a break too.
function block(text) {
  const rows = text.replace(/\r/g, "").split("\n");
  if (rows.at(-1) === "") rows.pop();
  return rows.map((row) => row.split("\t"));
}

function fill(rows, top, left) {
  const told = { filled: 0, closed: 0, beyond: 0 };
  rows.forEach((row, down) => row.forEach((text, right) => {
    if (!text.trim()) return; // an empty cell leaves what stands there
    const cell = lines[top + down] && cells(lines[top + down])[left + right];
    const input = box(cell);
    if (input) put(input, text.trim());
    told[input ? "filled" : cell ? "closed" : "beyond"] += 1;
  }));
  return told;
}

function paste(event) {
  const text = event.clipboardData.getData("text/plain");
  if (!event.target.matches("input") || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
  event.preventDefault();
  const cell = event.target.closest("td");
  const line = cell.parentElement;
  const told = fill(block(text), lines.indexOf(line), cells(line).indexOf(cell));
  const parts = [`Đã dán ${told.filled} ô, chưa ghi vào sổ`];
  if (told.closed) parts.push(`${told.closed} ô không nhận chỉ tiêu`);
  if (told.beyond) parts.push(`${told.beyond} ô nằm ngoài bảng`);
  status.textContent = `${parts.join("; ")}.`;
  addUp();
}

const STEPS = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };

function move(event) {
  if (!event.target.matches("input") || !(event.key in STEPS)) return;
  event.preventDefault();
  const cell = event.target.closest("td");
  const column = cells(cell.parentElement).indexOf(cell);
  const step = STEPS[event.key];
  for (let at = lines.indexOf(cell.parentElement) + step; lines[at]; at += step) {
    const next = box(cells(lines[at])[column]);
    if (!next) continue;
    next.focus();
    next.select();
    return;
  }
}

sheet?.addEventListener("paste", paste);
sheet?.addEventListener("keydown", move);
sheet?.addEventListener("input", (event) => {
  put(event.target, event.target.value);
  addUp();
});
