// Select2 draws boxes of its own and names them by what is chosen: an empty one has no
// name at all. Name each by the label of its field first.
function nameChoosers() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const box = select.parentElement.querySelector(".select2-selection");
    if (!box) continue;
    const label = select.labels[0] ?? select; // rows of a table carry an aria-label
    label.id ||= `${select.id}_label`;
    const chosen = box.querySelector(".select2-selection__rendered");
    box.setAttribute("aria-labelledby", [label.id, chosen?.id].filter(Boolean).join(" "));
    for (const part of [chosen, box.querySelector("input")]) part?.setAttribute("aria-labelledby", label.id);
  }
}
// Runs deferred: Select2 is asked for before, by the same two roads.
window.django?.jQuery?.(nameChoosers);
document.addEventListener("formset:added", nameChoosers);
