// Shows the print buttons (useless without scripts) and opens the print dialogue.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Whoever prints, by the button or by the browser: the foot of the paper gets the hour,
// and the log a line. Nothing here may stop the printing itself.
const foot = document.querySelector("[data-printed]");

function tell() {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!token) return;
  const page = new URLSearchParams({ page: location.pathname + location.search });
  const headers = { "X-CSRFToken": token };
  fetch(foot.dataset.printed, { method: "POST", headers, body: page, keepalive: true }).catch(() => {});
}

window.addEventListener("beforeprint", () => {
  if (!foot) return;
  const zone = { timeZone: "Asia/Ho_Chi_Minh" };
  const now = new Date();
  const hour = now.toLocaleTimeString("vi-VN", { ...zone, hour: "2-digit", minute: "2-digit" });
  const day = now.toLocaleDateString("vi-VN", { ...zone, day: "2-digit", month: "2-digit", year: "numeric" });
  foot.querySelector("time").textContent = `${hour} ngày ${day}`;
  try {
    tell();
  } catch {
    // A browser that refuses the request still prints.
  }
});
