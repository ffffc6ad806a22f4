// The sheet that is keyed in: Enter goes on to the next box, at the last box of a line
// it files the line, and the answer takes the line's place. Without it the form works.
(() => {
  const table = document.querySelector("[data-keying]");
  const form = table?.closest("form");
  const status = document.querySelector("#keying-status");
  if (!form) return;

  const boxes = (root) => [...root.querySelectorAll("input:not([type=hidden])")];

  function next(box) {
    const all = boxes(table);
    const after = all[all.indexOf(box) + 1];
    (after ?? form.querySelector(".submit button"))?.focus();
    after?.select();
  }

  function firstAfter(row) {
    for (let at = row.nextElementSibling; at; at = at.nextElementSibling) {
      const [box] = boxes(at);
      if (box) return box;
    }
    return form.querySelector(".submit button");
  }

  async function file(row, key) {
    const data = new FormData(form);
    data.set("line", key);
    let text;
    try {
      const answer = await fetch(form.dataset.lineUrl, { method: "POST", body: data });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      text = await answer.text();
    } catch {
      status.textContent = "Chưa ghi được dòng này: xin thử lại hoặc bấm “Ghi cả tờ”.";
      return;
    }
    const made = document.createElement("tbody");
    made.innerHTML = text;
    const line = made.querySelector("tr");
    row.replaceWith(line);
    const wrong = line.querySelector("[aria-invalid]");
    const above = line.querySelector("[role=alert]");
    const number = line.cells[0].textContent;
    status.textContent = wrong || above ? `Dòng ${number} chưa ghi.` : `Đã ghi dòng ${number}.`;
    const box = wrong ?? (above ? boxes(line)[0] : firstAfter(line));
    box?.focus();
  }

  const rowOf = (element) => element.closest("tr");
  const keyOf = (row) => row.querySelector("[data-line]")?.value;

  table.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    event.preventDefault();
    const row = rowOf(event.target);
    const own = boxes(row);
    if (event.target !== own.at(-1)) return next(event.target);
    if (own.every((box) => !box.value)) return next(event.target);
    file(row, keyOf(row));
  });

  table.addEventListener("click", (event) => {
    const button = event.target.closest("[data-line]");
    if (!button) return;
    event.preventDefault();
    file(rowOf(button), button.value);
  });

  form.querySelector("#sheet_day")?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    boxes(table)[0]?.focus();
  });
})();
