// Keeps what is typed into a section as a draft on the server, a moment after the last
// key; the button "Ghi" works without it.
const form = document.querySelector("form[data-draft]");
const status = form?.querySelector("[data-draft-status]");
const PAUSE = 3000;
const MOST = 60000; // letters of a request that outlives its page
let timer = null;
let kept = form ? typed() : "";

function typed() {
  return JSON.stringify([form.elements.heading.value, form.elements.text.value]);
}

async function keep() {
  timer = null;
  const now = typed();
  if (now === kept) return;
  const { csrfmiddlewaretoken: token, heading, text, base } = form.elements;
  const body = new URLSearchParams({ heading: heading.value, text: text.value, base: base.value });
  try {
    const answer = await fetch(form.dataset.draft, {
      method: "POST",
      headers: { "X-CSRFToken": token.value },
      body,
      redirect: "error",
      keepalive: body.toString().length < MOST,
    });
    const isPlain = (answer.headers.get("Content-Type") ?? "").startsWith("text/plain");
    status.textContent = isPlain ? await answer.text() : "Chưa giữ được nháp: hãy bấm Ghi.";
    if (answer.ok) kept = now;
  } catch {
    status.textContent = "Mất kết nối, chưa giữ được nháp: đừng đóng trang này.";
  }
}

form?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE);
});
// Leaving with something that is not kept yet: the browser asks, and it is kept meanwhile.
let leaving = false;
form?.addEventListener("submit", () => {
  leaving = true;
  clearTimeout(timer); // a draft after the save would stand beside it
});
window.addEventListener("beforeunload", (event) => {
  if (!form || leaving || typed() === kept) return;
  event.preventDefault();
  clearTimeout(timer);
  keep();
});
