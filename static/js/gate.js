// Says when what is typed could not be kept; marks every line of a list at once. The
// pages work without it.
const live = document.querySelector("#live");

function say(text) {
  if (!live) return;
  const line = document.createElement("p");
  line.className = "notice warn";
  line.textContent = text;
  live.replaceChildren(line);
}

const LAPSED =
  "! Phiên đăng nhập đã hết. Bấm nút ở dưới: sổ giữ những gì đã gõ, đăng nhập xong sẽ mở ra.";

document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (!new URL(event.detail.xhr.responseURL).pathname.startsWith("/login/")) return;
  event.detail.shouldSwap = false;
  say(LAPSED);
});
document.body.addEventListener("htmx:responseError", (event) => {
  say(
    event.detail.xhr.status === 401
      ? LAPSED
      : "! Chưa giữ được nội dung đang gõ: đừng đóng trang, bấm nút ở dưới để thử lại.",
  );
});
document.body.addEventListener("htmx:sendError", () => {
  say("! Mất kết nối, chưa giữ được nội dung đang gõ: đừng đóng trang này.");
});

// The phone is put away, or a link is followed, in the pause before the draft is kept.
const form = document.querySelector("form[data-keep]");
let dirty = false;

function keepNow() {
  if (!form || !dirty) return;
  dirty = false;
  fetch(form.dataset.keep, {
    method: "POST",
    headers: { "HX-Request": "true" },
    body: new URLSearchParams(new FormData(form)),
    keepalive: true,
  });
}

form?.addEventListener("input", () => { dirty = true; });
form?.addEventListener("submit", () => { dirty = false; });
document.body.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) dirty = false;
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") keepNow();
});

const all = document.querySelector("[data-check-all]");
if (all) {
  all.hidden = false;
  all.addEventListener("click", () => {
    for (const box of document.querySelectorAll(".picks input[type=checkbox]")) box.checked = true;
  });
}
